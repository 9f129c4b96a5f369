-- One row per doubt about the place of accepted reports of the focus, time and kind.
SELECT r.doubt_code, count(*) AS report_count
FROM seen_report AS r
CROSS JOIN out_refresh AS f
WHERE
    r.state_code = 'accepted'
    AND r.doubt_code IS NOT NULL
    AND r.reported_at < f.as_of_date + INTERVAL 1 DAY
    AND ($since IS NULL OR r.reported_at >= $since)
    AND ($kind = '' OR r.category_code = $kind)
    AND (
        $focus = ''
        OR r.area_code IN (SELECT p.area_code FROM out_area_path AS p WHERE p.ancestor_code = $focus)
    )
GROUP BY r.doubt_code
ORDER BY report_count DESC, r.doubt_code
