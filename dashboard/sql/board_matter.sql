-- One row per matter that is open, or was first raised or closed in the last two weeks, in numbers; codes by their order.
WITH
area AS (
    SELECT a.area_code, row_number() OVER (ORDER BY a.area_code) - 1 AS area_no
    FROM core_area AS a
    INNER JOIN out_refresh AS r
        ON a.valid_from_date <= r.as_of_date AND coalesce(a.valid_to_date >= r.as_of_date, TRUE)
),

kind AS (
    SELECT code, row_number() OVER (ORDER BY code) - 1 AS kind_no FROM core_code WHERE set_code = 'category'
),

channel AS (
    SELECT code, row_number() OVER (ORDER BY code) - 1 AS channel_no FROM core_code WHERE set_code = 'channel'
)

SELECT
    CAST(coalesce(a.area_no, -1) AS INTEGER) AS area_no,
    CAST(coalesce(k.kind_no, -1) AS TINYINT) AS kind_no,
    CAST(coalesce(c.channel_no, -1) AS TINYINT) AS channel_no,
    CAST(date_diff('day', m.first_reported_at, f.as_of_date) AS INTEGER) AS first_days,
    CAST(date_diff('day', m.last_reported_at, f.as_of_date) AS INTEGER) AS last_days,
    CAST(coalesce(date_diff('day', m.closed_at, f.as_of_date), -1) AS INTEGER) AS closed_days,
    m.is_open,
    m.report_count > 1 AS is_repeated,
    CAST(m.overdue_days AS INTEGER) AS overdue_days,
    CAST(coalesce(date_diff('day', f.as_of_date, m.next_due_date), -1) AS INTEGER) AS due_days,
    CAST(coalesce(s.score, 0) AS INTEGER) AS score,
    CAST(CASE s.band_code WHEN 'red' THEN 3 WHEN 'orange' THEN 2 WHEN 'yellow' THEN 1 ELSE 0 END AS TINYINT) AS band_no,
    CAST(CASE WHEN m.group_id IS NULL THEN -1 ELSE dense_rank() OVER (ORDER BY m.group_id) END AS INTEGER) AS group_no,
    CAST(coalesce(s.rank_no, 2147483647) AS INTEGER) AS rank_no,
    m.row_no
FROM numbered_matter AS m
LEFT JOIN out_score AS s ON s.matter_id = m.matter_id
CROSS JOIN out_refresh AS f
LEFT JOIN area AS a ON a.area_code = m.area_code
LEFT JOIN kind AS k ON k.code = m.category_code
LEFT JOIN channel AS c ON c.code = m.channel_code
WHERE
    m.first_reported_at < f.as_of_date + INTERVAL 1 DAY
    AND (
        m.is_open
        OR m.first_reported_at >= f.as_of_date - INTERVAL 13 DAY
        OR m.closed_at >= f.as_of_date - INTERVAL 6 DAY
    )
ORDER BY rank_no, m.row_no
