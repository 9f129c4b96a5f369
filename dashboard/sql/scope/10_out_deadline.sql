-- One row per matter in scope and limit that runs or ran on it.
CREATE OR REPLACE TEMP VIEW out_deadline AS
SELECT *
FROM warehouse.out_deadline
WHERE matter_id IN (SELECT i.matter_id FROM matter_in_scope AS i)
