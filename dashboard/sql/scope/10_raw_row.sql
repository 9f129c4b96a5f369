-- One row per data row of the viewer's own uploads.
CREATE OR REPLACE TEMP VIEW raw_row AS
SELECT *
FROM warehouse.raw_row
WHERE submission_id IN (SELECT o.submission_id FROM raw_submission AS o)
