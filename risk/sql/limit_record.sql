-- One row per limit whose last day came within $record_days: how many ended so, and how many of them were missed.
SELECT
    d.rule_code,
    CAST(count(*) AS INTEGER) AS ended_count,
    CAST(count(*) FILTER (WHERE d.state_code <> 'met') AS INTEGER) AS missed_count,
    CASE
        WHEN count(*) >= $least_count
            THEN CAST(floor(100 * count(*) FILTER (WHERE d.state_code <> 'met') / count(*)) AS INTEGER)
    END AS missed_percent
FROM deadline AS d
INNER JOIN live_matter AS m ON m.matter_index = d.matter_index
WHERE
    NOT m.is_restricted AND d.statutory_due_date < $as_of
    AND date_diff('day', d.statutory_due_date, $as_of) <= $record_days AND d.state_code IN ('met', 'late', 'overdue')
GROUP BY d.rule_code
