-- One row per open matter in scope.
CREATE OR REPLACE TEMP VIEW out_rank AS
SELECT *
FROM warehouse.out_rank
WHERE matter_id IN (SELECT i.matter_id FROM matter_in_scope AS i)
