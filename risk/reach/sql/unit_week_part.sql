-- One row per unit × week in which a limit fell due up to $as_of, as out_unit_week holds it: less what was in reach, and that anew.
WITH before AS (
    SELECT
        m.unit_id,
        CAST(date_trunc('week', d.statutory_due_date) AS DATE) AS week_start_date,
        d.rule_code,
        count(*) AS due_count,
        sum(CASE WHEN d.state_code = 'met' THEN 1 ELSE 0 END) AS on_time_count
    FROM deadline_before AS d
    INNER JOIN matter_before AS m ON m.matter_id = d.matter_id
    WHERE
        d.statutory_due_date <= $as_of AND NOT d.is_right
        AND d.state_code IN ('met', 'late', 'overdue', 'running', 'due_soon')
    GROUP BY m.unit_id, CAST(date_trunc('week', d.statutory_due_date) AS DATE), d.rule_code
)

SELECT
    unit_id, week_start_date, rule_code,
    CAST(sum(due_count) AS INTEGER) AS due_count,
    CAST(sum(on_time_count) AS INTEGER) AS on_time_count
FROM (
    SELECT unit_id, week_start_date, rule_code, due_count, on_time_count FROM out_unit_week
    UNION ALL
    SELECT unit_id, week_start_date, rule_code, -due_count, -on_time_count FROM before
    UNION ALL
    SELECT unit_id, week_start_date, rule_code, due_count, on_time_count FROM unit_week
) AS told
GROUP BY unit_id, week_start_date, rule_code
HAVING sum(due_count) > 0
