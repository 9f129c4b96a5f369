-- One row per limit that runs or ran on a matter, the most urgent first.
SELECT
    d.rule_code, rule.name AS rule_name, d.from_date, d.statutory_due_date, d.conservative_due_date, d.met_date,
    d.state_code, d.overdue_days, d.is_past_calendar, d.basis,
    date_diff('day', (SELECT as_of_date FROM out_refresh), d.conservative_due_date) AS due_in_days,
    kept.missed_percent, d.ended_date, d.is_right, d.counted_with
FROM out_deadline AS d
INNER JOIN seen_matter AS m ON m.matter_id = d.matter_id
LEFT JOIN (
    SELECT rule_code, arg_max(name, valid_from_date) AS name FROM core_rule_pack GROUP BY rule_code
) AS rule ON rule.rule_code = d.rule_code
LEFT JOIN out_limit_record AS kept ON kept.rule_code = d.rule_code
WHERE d.matter_id = $matter_id
ORDER BY d.overdue_days DESC, d.met_date IS NOT NULL, d.conservative_due_date
