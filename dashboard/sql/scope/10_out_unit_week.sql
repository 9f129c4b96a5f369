-- One row per week and limit of the viewer's own unit; none for an area, whose part of it is not known.
CREATE OR REPLACE TEMP VIEW out_unit_week AS
SELECT w.*
FROM warehouse.out_unit_week AS w
INNER JOIN scope AS s ON s.area_code IS NULL
WHERE w.unit_id IN (SELECT u.unit_id FROM unit_in_scope AS u)
