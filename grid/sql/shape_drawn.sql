-- One row per area in force at as_of that has a boundary then.
SELECT a.area_code, a.level_code, b.shape_wkb
FROM core_area AS a
INNER JOIN core_boundary AS b
    ON b.area_code = a.area_code AND b.valid_from_date <= $as_of
    AND (b.valid_to_date IS NULL OR b.valid_to_date >= $as_of)
WHERE a.valid_from_date <= $as_of AND (a.valid_to_date IS NULL OR a.valid_to_date >= $as_of)
ORDER BY a.area_code
