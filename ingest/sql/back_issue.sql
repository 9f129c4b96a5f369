-- One row per problem of this upload, errors first.
SELECT sheet_name, row_no, column_name, rule_code, severity_code, message, remedy
FROM core_issue
WHERE submission_id = $submission_id
ORDER BY severity_code, sheet_name, row_no
