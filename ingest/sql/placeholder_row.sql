-- One row per data row of this upload whose point is a placeholder.
SELECT DISTINCT r.sheet_name, r.row_no
FROM core_report AS r
JOIN out_place AS p ON p.report_id = r.report_id
WHERE r.submission_id = $submission_id AND p.doubt_code = 'placeholder'
ORDER BY ALL
