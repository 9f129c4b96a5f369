-- One row per open matter out of reach that came among those that need help first, or is there no more: what its lists go by.
WITH heavy_now AS (
    SELECT matter_id FROM score_all WHERE band_code IN ('red', 'orange')
),

heavy_before AS (
    SELECT matter_id FROM out_score WHERE band_code IN ('red', 'orange')
),

moved AS (
    (SELECT matter_id FROM heavy_now EXCEPT SELECT matter_id FROM heavy_before)
    UNION ALL
    (SELECT matter_id FROM heavy_before EXCEPT SELECT matter_id FROM heavy_now)
),

crossed AS (
    SELECT s.matter_id, s.band_code
    FROM moved AS c
    INNER JOIN score_all AS s ON s.matter_id = c.matter_id
    LEFT JOIN reach_matter AS r ON r.matter_id = c.matter_id
    WHERE r.matter_id IS NULL
),

due AS (
    SELECT d.matter_id, min(d.conservative_due_date) AS first_due_date
    FROM out_deadline AS d
    INNER JOIN crossed AS c ON c.matter_id = d.matter_id
    WHERE d.met_date IS NULL AND d.ended_date IS NULL AND NOT d.is_right
    GROUP BY d.matter_id
)

SELECT
    m.matter_id, m.unit_id, m.report_count, m.satisfaction_code, c.band_code,
    date_diff('day', CAST(m.first_reported_at AS DATE), $as_of) AS open_days,
    coalesce(g.growth_count, 0) AS growth_count,
    m.overdue_days,
    m.next_due_date,
    coalesce(m.next_due_date, d.first_due_date) AS due_date
FROM crossed AS c
INNER JOIN out_matter AS m ON m.matter_id = c.matter_id
LEFT JOIN out_group AS g ON g.group_id = m.group_id
LEFT JOIN due AS d ON d.matter_id = c.matter_id
