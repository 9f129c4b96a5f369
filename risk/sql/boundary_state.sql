-- One row per area and version of it: all that placing and paths depend on.
SELECT
    a.area_code, a.level_code, a.name, a.parent_code, a.valid_from_date, a.valid_to_date,
    b.valid_from_date AS shape_from_date, b.area_km2, b.inner_lon, b.inner_lat
FROM core_area AS a
LEFT JOIN core_boundary AS b ON b.area_code = a.area_code
ORDER BY a.area_code, a.valid_from_date, b.valid_from_date
