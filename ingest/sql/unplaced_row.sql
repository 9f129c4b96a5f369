-- One row per data row of this upload with a report that is in no area of the finest level.
SELECT DISTINCT r.sheet_name, r.row_no
FROM core_report AS r
JOIN out_place AS p ON p.report_id = r.report_id
WHERE r.submission_id = $submission_id AND p.area_code IS NULL
ORDER BY ALL
