-- One row per area of one level that is in force, with its own boundary.
SELECT a.area_code, a.name, b.shape_wkb, b.inner_lon, b.inner_lat
FROM core_area AS a
INNER JOIN out_refresh AS r ON a.valid_from_date <= r.as_of_date AND coalesce(a.valid_to_date >= r.as_of_date, TRUE)
INNER JOIN core_boundary AS b
    ON
        b.area_code = a.area_code
        AND b.valid_from_date <= r.as_of_date
        AND coalesce(b.valid_to_date >= r.as_of_date, TRUE)
WHERE a.level_code = $level
ORDER BY a.area_code
