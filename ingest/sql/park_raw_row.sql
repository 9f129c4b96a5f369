-- One row per data row of this upload whose report is parked.
UPDATE raw_row AS w SET verdict_code = 'parked'
FROM core_report AS r
WHERE w.submission_id = $submission_id AND w.verdict_code = 'new'
    AND r.submission_id = w.submission_id AND r.sheet_name = w.sheet_name AND r.row_no = w.row_no
    AND r.report_id IN (SELECT report_id FROM parking)
