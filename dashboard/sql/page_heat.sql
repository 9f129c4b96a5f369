-- One row per cell of about 100 m that has reports inside the focus, of the chosen time, kind and channel.
SELECT
    round(r.shown_lon, 3) AS lon,
    round(r.shown_lat, 3) AS lat,
    count(*) AS report_count
FROM seen_report AS r
CROSS JOIN out_refresh AS f
WHERE
    r.state_code = 'accepted'
    AND r.shown_lon IS NOT NULL
    AND r.reported_at < least(f.as_of_date + INTERVAL 1 DAY, $until)
    AND ($since IS NULL OR r.reported_at >= $since)
    AND ($kind = '' OR r.category_code = $kind)
    AND ($channel = '' OR r.channel_code = $channel)
    AND (
        $focus = ''
        OR r.area_code IN (SELECT p.area_code FROM out_area_path AS p WHERE p.ancestor_code = $focus)
    )
GROUP BY ALL
ORDER BY lon, lat
