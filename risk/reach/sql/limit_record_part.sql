-- One row per limit whose last day came within $record_days: as the last refresh had it, less what was in reach, and that anew.
WITH before AS (
    SELECT
        d.rule_code, count(*) AS ended_count, count(*) FILTER (WHERE d.state_code <> 'met') AS missed_count
    FROM deadline_before AS d
    WHERE
        d.statutory_due_date < $as_of AND date_diff('day', d.statutory_due_date, $as_of) <= $record_days
        AND d.state_code IN ('met', 'late', 'overdue')
    GROUP BY d.rule_code
),

summed AS (
    SELECT rule_code, sum(ended_count) AS ended_count, sum(missed_count) AS missed_count
    FROM (
        SELECT rule_code, ended_count, missed_count FROM out_limit_record
        UNION ALL
        SELECT rule_code, -ended_count, -missed_count FROM before
        UNION ALL
        SELECT rule_code, ended_count, missed_count FROM limit_record_near
    ) AS told
    GROUP BY rule_code
)

SELECT
    rule_code, CAST(ended_count AS INTEGER) AS ended_count, CAST(missed_count AS INTEGER) AS missed_count,
    CASE WHEN ended_count >= $least_count THEN CAST(floor(100 * missed_count / ended_count) AS INTEGER) END AS missed_percent
FROM summed
WHERE ended_count > 0
