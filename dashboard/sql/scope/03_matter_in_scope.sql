-- One row per matter in the viewer's area and held by his unit.
CREATE OR REPLACE TEMP VIEW matter_in_scope AS
SELECT m.matter_id
FROM warehouse.out_matter AS m
CROSS JOIN scope AS s
WHERE
    NOT m.is_restricted
    AND (s.area_code IS NULL OR m.area_code IN (SELECT a.area_code FROM area_in_scope AS a))
    AND (s.unit_name IS NULL OR m.matter_id IN (SELECT u.matter_id FROM matter_of_unit AS u))
