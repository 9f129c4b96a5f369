-- One row per limit: how many fell due from start up to but not at end, met on time or not.
SELECT
    d.rule_code AS part_code, count(*) AS due_count,
    count(*) FILTER (WHERE d.met_date <= d.statutory_due_date) AS on_time_count,
    count(*) FILTER (WHERE d.met_date IS NULL OR d.met_date > d.statutory_due_date) AS late_count
FROM out_deadline AS d
INNER JOIN seen_matter AS m ON m.matter_id = d.matter_id
WHERE d.statutory_due_date >= $start AND d.statutory_due_date < $end
GROUP BY d.rule_code
ORDER BY d.rule_code
