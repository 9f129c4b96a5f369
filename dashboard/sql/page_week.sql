-- One row per whole week that has reports, newest first.
SELECT w.week_start_date, CAST(sum(w.report_count) AS BIGINT) AS report_count
FROM out_grid_week AS w
CROSS JOIN out_refresh AS f
WHERE w.week_start_date + 6 <= f.as_of_date
GROUP BY w.week_start_date
ORDER BY w.week_start_date DESC
LIMIT 60
