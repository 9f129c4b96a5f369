-- One row per area below the viewer's own and version of it.
CREATE OR REPLACE TEMP VIEW core_area AS
SELECT a.*
FROM warehouse.core_area AS a
CROSS JOIN scope AS s
WHERE s.area_code IS NULL OR a.area_code IN (SELECT i.area_code FROM area_in_scope AS i)
