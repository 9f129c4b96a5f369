-- One row: reports this upload brought a version of that a later upload changed again.
SELECT count(DISTINCT report_id)
FROM core_report_past
WHERE submission_id = $submission_id AND report_id NOT IN (SELECT report_id FROM ended_version)
