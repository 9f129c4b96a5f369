-- One row per area (null: not placed) with a notice that fell due in the last 37 days: how many fell due, how many were in time.
SELECT
    m.area_code,
    count(*) FILTER (WHERE d.statutory_due_date > f.as_of_date - INTERVAL 30 DAY) AS notice_due_count,
    count(*) FILTER (WHERE d.statutory_due_date > f.as_of_date - INTERVAL 30 DAY AND d.state_code = 'met')
        AS notice_on_time_count,
    count(*) FILTER (WHERE d.statutory_due_date <= f.as_of_date - INTERVAL 7 DAY) AS notice_due_before_count,
    count(*) FILTER (WHERE d.statutory_due_date <= f.as_of_date - INTERVAL 7 DAY AND d.state_code = 'met')
        AS notice_on_time_before_count
FROM out_deadline AS d
INNER JOIN seen_matter AS m ON m.matter_id = d.matter_id
CROSS JOIN out_refresh AS f
WHERE
    d.rule_code LIKE '%NOTICE%' AND d.ended_date IS NULL
    AND d.statutory_due_date > f.as_of_date - INTERVAL 37 DAY
    AND d.statutory_due_date <= f.as_of_date
GROUP BY m.area_code
