-- One row per matter on the list as at $as_of, in the order of the list: its score and what the simple rules go by.
WITH town AS (
    SELECT area_code, min(ancestor_code) AS town_code
    FROM out_area_path
    WHERE ancestor_level_code = 'town'
    GROUP BY area_code
),

need AS (
    SELECT matter_id, sum(points) AS points
    FROM out_reason
    WHERE measure_code NOT IN ('overdue_days', 'due_in_days', 'limit_missed_percent')
    GROUP BY matter_id
)

SELECT
    CAST(row_number() OVER (ORDER BY s.rank_no) - 1 AS INTEGER) AS row_no,
    m.matter_id,
    s.score,
    CAST(greatest(coalesce(n.points, 0), 0) AS INTEGER) AS need_score,
    m.report_count,
    m.people_count,
    CAST(date_diff('day', CAST(m.first_reported_at AS DATE), $as_of) AS INTEGER) AS open_days,
    m.overdue_days,
    t.town_code,
    m.category_code,
    m.channel_code
FROM out_score AS s
INNER JOIN out_matter AS m ON m.matter_id = s.matter_id
LEFT JOIN need AS n ON n.matter_id = s.matter_id
LEFT JOIN town AS t ON t.area_code = m.area_code
ORDER BY s.rank_no
