-- One row: how many reports of this upload are in an area of the finest level.
SELECT count(p.area_code) AS report_count
FROM core_report AS r
JOIN out_place AS p ON p.report_id = r.report_id
WHERE r.submission_id = $submission_id
