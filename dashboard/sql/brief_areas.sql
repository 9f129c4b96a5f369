-- One row per area in force at as_of.
SELECT a.area_code, a.name, a.level_code, a.parent_code
FROM core_area AS a
CROSS JOIN out_refresh AS f
WHERE a.valid_from_date <= f.as_of_date AND (a.valid_to_date IS NULL OR a.valid_to_date >= f.as_of_date)
ORDER BY a.area_code
