-- One row per area (null: not placed) and kind with reports in the week of $monday.
SELECT area_code, category_code, count(*) AS report_count
FROM seen_report
WHERE state_code = 'accepted' AND reported_at >= $monday AND reported_at < $monday + 7
GROUP BY area_code, category_code
