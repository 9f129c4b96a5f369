-- One row per boundary of the finest level, with the area of the asked level it lies in: for levels drawn from below.
SELECT up.ancestor_code AS area_code, a.name, b.shape_wkb, b.inner_lon, b.inner_lat
FROM core_boundary AS b
CROSS JOIN out_refresh AS r
INNER JOIN core_area AS own ON own.area_code = b.area_code AND own.valid_from_date = b.valid_from_date
INNER JOIN out_area_path AS up ON up.area_code = b.area_code AND up.ancestor_level_code = $level
INNER JOIN core_area AS a ON a.area_code = up.ancestor_code AND a.valid_to_date IS NULL
WHERE
    b.valid_from_date <= r.as_of_date
    AND coalesce(b.valid_to_date >= r.as_of_date, TRUE)
    AND own.level_code = $finest
    AND (
        $focus = ''
        OR EXISTS (SELECT 1 FROM out_area_path AS p WHERE p.area_code = b.area_code AND p.ancestor_code = $focus)
    )
ORDER BY up.ancestor_code, b.area_code
