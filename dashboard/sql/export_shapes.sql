-- One row per boundary in force at as_of.
SELECT b.area_code, b.shape_wkb
FROM core_boundary AS b
CROSS JOIN out_refresh AS f
WHERE b.valid_from_date <= f.as_of_date AND (b.valid_to_date IS NULL OR b.valid_to_date >= f.as_of_date)
ORDER BY b.area_code
