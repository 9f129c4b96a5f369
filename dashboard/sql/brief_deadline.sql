-- One row per limit: how many fell due from start up to but not at end, met on time or not; rights and limits that ended do not count.
SELECT
    d.rule_code AS part_code, count(*) AS due_count,
    count(*) FILTER (WHERE d.met_date <= d.statutory_due_date) AS on_time_count,
    count(*) FILTER (WHERE d.met_date IS NULL OR d.met_date > d.statutory_due_date) AS late_count
FROM out_deadline AS d
WHERE
    d.statutory_due_date >= $start AND d.statutory_due_date < $end
    AND d.state_code IN ('met', 'late', 'overdue', 'running', 'due_soon')
GROUP BY d.rule_code
ORDER BY d.rule_code
