-- One row per data row of this upload and its verdict.
SELECT sheet_name, row_no, verdict_code
FROM raw_row
WHERE submission_id = $submission_id
ORDER BY sheet_name, row_no
