-- One row per list and matter in scope on it.
CREATE OR REPLACE TEMP VIEW out_list AS
SELECT *
FROM warehouse.out_list
WHERE matter_id IN (SELECT i.matter_id FROM matter_in_scope AS i)
