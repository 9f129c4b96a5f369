-- One row per problem of this upload.
INSERT INTO core_issue
SELECT $submission_id, i.sheet, i.row, i.column, i.value_masked, i.rule, i.severity, i.message, i.remedy
FROM incoming_issue AS i
