-- One row per boundary of an area below the viewer's own.
CREATE OR REPLACE TEMP VIEW core_boundary AS
SELECT b.*
FROM warehouse.core_boundary AS b
CROSS JOIN scope AS s
WHERE s.area_code IS NULL OR b.area_code IN (SELECT i.area_code FROM area_in_scope AS i)
