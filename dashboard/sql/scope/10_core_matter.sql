-- One row per matter in scope.
CREATE OR REPLACE TEMP VIEW core_matter AS
SELECT *
FROM warehouse.core_matter
WHERE matter_id IN (SELECT i.matter_id FROM matter_in_scope AS i)
