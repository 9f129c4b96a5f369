-- One row per matter a general viewer may see and limit that runs or ran on it.
SELECT
    d.matter_id, d.rule_code, m.unit_id, u.name AS unit_name, d.from_date, d.statutory_due_date,
    d.conservative_due_date, d.met_date, d.state_code AS state, d.overdue_days, d.is_past_calendar, d.basis,
    f.as_of_date AS as_of
FROM out_deadline AS d
INNER JOIN seen_matter AS m ON m.matter_id = d.matter_id
CROSS JOIN out_refresh AS f
LEFT JOIN core_unit AS u ON u.unit_id = m.unit_id
ORDER BY d.matter_id, d.rule_code, d.from_date, d.statutory_due_date
