-- One row per joined shape of an area below the viewer's own.
CREATE OR REPLACE TEMP VIEW out_area_shape AS
SELECT b.*
FROM warehouse.out_area_shape AS b
CROSS JOIN scope AS s
WHERE s.area_code IS NULL OR b.area_code IN (SELECT i.area_code FROM area_in_scope AS i)
