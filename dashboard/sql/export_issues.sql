-- One row per problem found in a submission.
SELECT
    i.submission_id, s.file_name, i.sheet_name, i.row_no, i.column_name, i.value_masked, i.rule_code,
    i.severity_code AS severity, i.message, i.remedy, f.as_of_date AS as_of
FROM core_issue AS i
LEFT JOIN raw_submission AS s ON s.submission_id = i.submission_id
LEFT JOIN out_refresh AS f ON TRUE
ORDER BY i.submission_id, i.sheet_name NULLS FIRST, i.row_no NULLS FIRST, i.column_name NULLS FIRST, i.rule_code, i.message
