-- One row: how many of the reports in reach are placed and were not known before.
SELECT count(r.area_code) AS placed_count
FROM live_report AS r
LEFT JOIN report_before AS o ON o.report_id = r.report_id
WHERE o.report_id IS NULL
