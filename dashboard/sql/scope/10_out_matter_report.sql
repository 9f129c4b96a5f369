-- One row per report of a matter in scope.
CREATE OR REPLACE TEMP VIEW out_matter_report AS
SELECT *
FROM warehouse.out_matter_report
WHERE matter_id IN (SELECT i.matter_id FROM matter_in_scope AS i)
