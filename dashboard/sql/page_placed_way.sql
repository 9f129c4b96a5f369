-- One row per way of placing among the accepted reports of the focus, time and kind.
WITH way AS MATERIALIZED (
    SELECT coalesce(r.located_by, 'none') AS way_code, count(*) AS report_count
    FROM seen_report AS r
    CROSS JOIN out_refresh AS f
    WHERE
        r.state_code = 'accepted'
        AND r.reported_at < f.as_of_date + INTERVAL 1 DAY
        AND ($since IS NULL OR r.reported_at >= $since)
        AND ($kind = '' OR r.category_code = $kind)
        AND (
            $focus = ''
            OR r.area_code IN (SELECT p.area_code FROM out_area_path AS p WHERE p.ancestor_code = $focus)
        )
    GROUP BY 1
)

SELECT way_code, report_count, (SELECT CAST(sum(report_count) AS BIGINT) FROM way) AS total_count
FROM way
ORDER BY way_code
