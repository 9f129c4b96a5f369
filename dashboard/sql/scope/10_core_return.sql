-- One row per return among the viewer's own uploads.
CREATE OR REPLACE TEMP VIEW core_return AS
SELECT *
FROM warehouse.core_return
WHERE submission_id IN (SELECT o.submission_id FROM raw_submission AS o)
