-- One row per version of an area: all that joined shapes rest on at as_of.
SELECT
    a.area_code, a.level_code, a.parent_code, a.valid_from_date,
    a.valid_from_date <= $as_of AND (a.valid_to_date IS NULL OR a.valid_to_date >= $as_of) AS is_in_force,
    b.valid_from_date AS shape_from_date, b.area_km2, b.inner_lon, b.inner_lat
FROM core_area AS a
LEFT JOIN core_boundary AS b
    ON b.area_code = a.area_code AND b.valid_from_date <= $as_of
    AND (b.valid_to_date IS NULL OR b.valid_to_date >= $as_of)
ORDER BY a.area_code, a.valid_from_date, b.valid_from_date
