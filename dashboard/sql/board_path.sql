-- One row per area in force and each area above it, itself included.
SELECT DISTINCT p.area_code, p.ancestor_code
FROM out_area_path AS p
