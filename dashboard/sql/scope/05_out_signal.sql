-- One row per signal whose grids all lie in the viewer's area and that his unit has.
CREATE OR REPLACE TEMP VIEW out_signal AS
SELECT g.*
FROM warehouse.out_signal AS g
CROSS JOIN scope AS s
WHERE
    (s.area_code IS NULL OR g.area_code IN (SELECT i.area_code FROM area_in_scope AS i))
    AND (s.unit_name IS NULL OR g.owner_name = s.unit_name)
