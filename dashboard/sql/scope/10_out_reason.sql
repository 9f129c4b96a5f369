-- One row per open matter in scope and measure that gave it points.
CREATE OR REPLACE TEMP VIEW out_reason AS
SELECT *
FROM warehouse.out_reason
WHERE matter_id IN (SELECT i.matter_id FROM matter_in_scope AS i)
