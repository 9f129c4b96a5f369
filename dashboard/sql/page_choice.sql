-- One row per area in force above the grid level, for choosing one.
SELECT a.area_code, a.level_code, a.name
FROM core_area AS a
INNER JOIN out_refresh AS r ON a.valid_from_date <= r.as_of_date AND coalesce(a.valid_to_date >= r.as_of_date, TRUE)
WHERE a.level_code <> 'grid'
ORDER BY a.area_code
