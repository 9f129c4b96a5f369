-- One row per area of a level in force at as_of: its boundary or joined shape, its band, and the area outlined it lies in.
SELECT
    a.area_code, a.name, coalesce(b.shape_wkb, j.shape_wkb) AS shape_wkb,
    coalesce(s.band_code, 'unknown') AS band_code, p.ancestor_code AS outline_code
FROM core_area AS a
CROSS JOIN out_refresh AS f
LEFT JOIN core_boundary AS b
    ON b.area_code = a.area_code AND b.valid_from_date <= f.as_of_date
    AND (b.valid_to_date IS NULL OR b.valid_to_date >= f.as_of_date)
LEFT JOIN out_area_shape AS j ON j.area_code = a.area_code
LEFT JOIN out_area_status AS s ON s.area_code = a.area_code
LEFT JOIN out_area_path AS p ON p.area_code = a.area_code AND p.ancestor_level_code = $outline_code
WHERE a.level_code = $level_code AND coalesce(b.shape_wkb, j.shape_wkb) IS NOT NULL
    AND a.valid_from_date <= f.as_of_date AND (a.valid_to_date IS NULL OR a.valid_to_date >= f.as_of_date)
ORDER BY a.area_code
