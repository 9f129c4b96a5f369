-- One row per data row of this upload that has a parked report and was counted as new.
SELECT DISTINCT r.sheet_name, r.row_no
FROM core_report AS r
JOIN parking AS p ON p.report_id = r.report_id
JOIN raw_row AS w
    ON w.submission_id = r.submission_id AND w.sheet_name = r.sheet_name AND w.row_no = r.row_no
WHERE r.submission_id = $submission_id AND w.verdict_code = 'new'
ORDER BY ALL
