-- One row per community and week, counted back from $as_of, for which a return or a screened report came.
WITH told AS (
    SELECT
        c.area_code,
        coalesce(c.period_start_date, c.period_end_date, CAST(c.returned_at AS DATE)) AS first_date,
        coalesce(c.period_end_date, CAST(c.returned_at AS DATE)) AS last_date
    FROM core_return AS c
    WHERE
        c.area_code IS NOT NULL
        AND c.submission_id NOT IN (SELECT submission_id FROM raw_submission WHERE withdrawn_at IS NOT NULL)
    UNION ALL
    SELECT r.home_code AS area_code, r.reported_date AS first_date, r.reported_date AS last_date
    FROM screened_report AS r
    WHERE r.home_code IS NOT NULL
),

span AS (
    SELECT DISTINCT
        coalesce(h.home_code, t.area_code) AS home_code,
        CAST(floor(date_diff('day', least(t.last_date, $as_of), $as_of) / 7.0) AS INTEGER) AS newest_week,
        CAST(floor(date_diff('day', greatest(t.first_date, $as_of - $day_count * INTERVAL 1 DAY), $as_of) / 7.0) AS INTEGER)
            AS oldest_week
    FROM told AS t
    LEFT JOIN area_home AS h ON h.area_code = t.area_code
    WHERE t.first_date <= $as_of AND t.last_date > $as_of - $day_count * INTERVAL 1 DAY
)

SELECT DISTINCT s.home_code, CAST(w.week_no AS INTEGER) AS week_no
FROM span AS s
CROSS JOIN generate_series(0, $day_count // 7) AS w (week_no)
WHERE w.week_no BETWEEN s.newest_week AND s.oldest_week
ORDER BY s.home_code, week_no
