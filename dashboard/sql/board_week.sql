-- One row per area of the finest level × week × kind × channel, in numbers; codes by their order, weeks from 1970-01-05.
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
    CAST(a.area_no AS INTEGER) AS area_no,
    CAST(date_diff('day', DATE '1970-01-05', w.week_start_date) // 7 AS SMALLINT) AS week_no,
    CAST(coalesce(k.kind_no, -1) AS TINYINT) AS kind_no,
    CAST(coalesce(c.channel_no, -1) AS TINYINT) AS channel_no,
    CAST(least(w.report_count, 65535) AS USMALLINT) AS report_count,
    CAST(least(w.repeat_count, 65535) AS USMALLINT) AS repeat_count
FROM out_grid_week AS w
INNER JOIN area AS a ON a.area_code = w.area_code
LEFT JOIN kind AS k ON k.code = w.category_code
LEFT JOIN channel AS c ON c.code = w.channel_code
ORDER BY week_no, area_no, kind_no, channel_no
