-- One row per problem in the viewer's own uploads.
CREATE OR REPLACE TEMP VIEW core_issue AS
SELECT *
FROM warehouse.core_issue
WHERE submission_id IN (SELECT o.submission_id FROM raw_submission AS o)
