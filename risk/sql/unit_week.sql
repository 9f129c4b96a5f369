-- One row per unit × week in which a limit fell due up to $as_of, as out_unit_week holds it; accusations are left out.
SELECT
    m.unit_id,
    CAST(date_trunc('week', d.statutory_due_date) AS DATE) AS week_start_date,
    d.rule_code,
    CAST(count(*) AS INTEGER) AS due_count,
    CAST(sum(CASE WHEN d.state_code = 'met' THEN 1 ELSE 0 END) AS INTEGER) AS on_time_count
FROM deadline AS d
INNER JOIN live_matter AS m ON m.matter_index = d.matter_index
WHERE NOT m.is_restricted AND d.statutory_due_date <= $as_of AND NOT d.is_right
    AND d.state_code IN ('met', 'late', 'overdue', 'running', 'due_soon')
GROUP BY m.unit_id, CAST(date_trunc('week', d.statutory_due_date) AS DATE), d.rule_code
