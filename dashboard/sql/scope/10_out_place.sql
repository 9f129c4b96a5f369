-- One row per report in scope, where it was placed.
CREATE OR REPLACE TEMP VIEW out_place AS
SELECT *
FROM warehouse.out_place
WHERE report_id IN (SELECT i.report_id FROM report_in_scope AS i)
