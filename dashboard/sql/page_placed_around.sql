-- One row per area under the same parent as any of these areas, in force on the day of the refresh, with its boundary.
SELECT DISTINCT a.area_code, b.shape_wkb
FROM core_area AS one
INNER JOIN core_area AS a ON a.parent_code = one.parent_code AND a.level_code = one.level_code
INNER JOIN out_refresh AS r ON a.valid_from_date <= r.as_of_date AND coalesce(a.valid_to_date >= r.as_of_date, TRUE)
INNER JOIN core_boundary AS b ON b.area_code = a.area_code AND b.valid_from_date = a.valid_from_date
WHERE list_contains($area_codes, one.area_code)
ORDER BY a.area_code
