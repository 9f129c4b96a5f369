-- One row per id merged into a matter in scope.
CREATE OR REPLACE TEMP VIEW core_alias AS
SELECT *
FROM warehouse.core_alias
WHERE kind_code = 'matter' AND new_id IN (SELECT i.matter_id FROM matter_in_scope AS i)
