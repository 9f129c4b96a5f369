-- One row per whole week that has reports, newest first.
SELECT date_trunc('week', r.reported_at)::DATE AS week_start_date, count(*) AS report_count
FROM seen_report AS r
CROSS JOIN out_refresh AS f
WHERE r.state_code = 'accepted' AND date_trunc('week', r.reported_at) + INTERVAL 7 DAY <= f.as_of_date + INTERVAL 1 DAY
GROUP BY 1
ORDER BY 1 DESC
LIMIT 60
