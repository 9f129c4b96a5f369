-- One row per kind and week: the one of $monday, the one before and the one after.
SELECT CAST(date_trunc('week', reported_at) AS DATE) AS week_start_date, category_code, count(*) AS report_count
FROM seen_report
WHERE state_code = 'accepted' AND reported_at >= $monday - 7 AND reported_at < $monday + 14
GROUP BY ALL
