-- One row per matter on the list as at $as_of, in the order of the list: its score and what the simple rules go by.
WITH town AS (
    SELECT area_code, min(ancestor_code) AS town_code
    FROM out_area_path
    WHERE ancestor_level_code = 'town'
    GROUP BY area_code
)

SELECT
    CAST(row_number() OVER (ORDER BY s.rank_no) - 1 AS INTEGER) AS row_no,
    m.matter_id,
    s.score,
    m.report_count,
    m.people_count,
    CAST(date_diff('day', CAST(m.first_reported_at AS DATE), $as_of) AS INTEGER) AS open_days,
    m.overdue_days,
    t.town_code,
    m.category_code,
    m.channel_code
FROM out_score AS s
INNER JOIN out_matter AS m ON m.matter_id = s.matter_id
LEFT JOIN town AS t ON t.area_code = m.area_code
ORDER BY s.rank_no
