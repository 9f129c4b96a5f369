-- One row per boundary of a level in force at as_of: its band, and the area of the level outlined that it lies in.
SELECT b.area_code, a.name, b.shape_wkb, coalesce(s.band_code, 'unknown') AS band_code, p.ancestor_code AS outline_code
FROM core_boundary AS b
CROSS JOIN out_refresh AS f
INNER JOIN core_area AS a
    ON a.area_code = b.area_code AND a.valid_from_date <= f.as_of_date
    AND (a.valid_to_date IS NULL OR a.valid_to_date >= f.as_of_date)
LEFT JOIN out_area_status AS s ON s.area_code = b.area_code
LEFT JOIN out_area_path AS p ON p.area_code = b.area_code AND p.ancestor_level_code = $outline_code
WHERE a.level_code = $level_code AND b.valid_from_date <= f.as_of_date
    AND (b.valid_to_date IS NULL OR b.valid_to_date >= f.as_of_date)
ORDER BY b.area_code
