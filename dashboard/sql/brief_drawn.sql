-- One row per area of a level in force at as_of without its shape: its band, and the area outlined that it lies in.
SELECT a.area_code, a.name, coalesce(s.band_code, 'unknown') AS band_code, p.ancestor_code AS outline_code
FROM core_area AS a
CROSS JOIN out_refresh AS f
LEFT JOIN out_area_status AS s ON s.area_code = a.area_code
LEFT JOIN out_area_path AS p ON p.area_code = a.area_code AND p.ancestor_level_code = $outline_code
WHERE a.level_code = $level_code AND a.valid_from_date <= f.as_of_date
    AND (a.valid_to_date IS NULL OR a.valid_to_date >= f.as_of_date)
ORDER BY a.area_code
