-- One row per known matter and limit that ran out unmet after $origin and up to $until: days to the first such day.
SELECT
    k.row_no,
    d.rule_code,
    min(date_diff('day', $origin, d.statutory_due_date)) + 1 AS missed_days
FROM known_matter AS k
INNER JOIN out_matter_report AS f ON f.report_id = k.matter_id
INNER JOIN out_deadline AS d ON d.matter_id = f.matter_id
WHERE
    d.state_code IN ('late', 'overdue')
    AND d.statutory_due_date >= $origin AND d.statutory_due_date < $until
GROUP BY k.row_no, d.rule_code
