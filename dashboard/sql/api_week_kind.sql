-- One row per kind and week: the one of $monday, the one before and the one after.
SELECT week_start_date, category_code, CAST(sum(report_count) AS BIGINT) AS report_count
FROM out_grid_week
WHERE week_start_date >= $monday - 7 AND week_start_date < $monday + 14
GROUP BY week_start_date, category_code
