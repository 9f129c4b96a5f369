-- One row per version of a declared grid, with its shape.
SELECT area_code, valid_from_date, shape_wkb
FROM core_boundary
WHERE (area_code, valid_from_date) IN (SELECT area_code, valid_from_date FROM declared)
