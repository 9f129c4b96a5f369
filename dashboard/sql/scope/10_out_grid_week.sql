-- One row per area in scope × week × kind × channel; none for a unit, whose part of it is not known.
CREATE OR REPLACE TEMP VIEW out_grid_week AS
SELECT w.*
FROM warehouse.out_grid_week AS w
INNER JOIN scope AS s ON s.unit_name IS NULL
WHERE w.area_code IN (SELECT i.area_code FROM area_in_scope AS i)
