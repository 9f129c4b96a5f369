-- One row per area below the viewer's own, itself included.
CREATE OR REPLACE TEMP VIEW area_in_scope AS
SELECT p.area_code
FROM warehouse.out_area_path AS p
INNER JOIN scope AS s ON s.area_code = p.ancestor_code
