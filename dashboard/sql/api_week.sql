-- One row per area (null: not placed) and kind with reports in the week of $monday.
SELECT area_code, category_code, CAST(sum(report_count) AS BIGINT) AS report_count
FROM out_grid_week
WHERE week_start_date = $monday
GROUP BY area_code, category_code
