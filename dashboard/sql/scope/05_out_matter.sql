-- One row per matter in scope.
CREATE OR REPLACE TEMP VIEW out_matter AS
SELECT *
FROM warehouse.out_matter
WHERE matter_id IN (SELECT i.matter_id FROM matter_in_scope AS i)
