-- One row per area above one area, itself included.
SELECT DISTINCT a.area_code, a.level_code, a.name
FROM out_area_path AS p
INNER JOIN core_area AS a ON a.area_code = p.ancestor_code
CROSS JOIN out_refresh AS r
WHERE
    p.area_code = $area_code
    AND a.valid_from_date <= r.as_of_date
    AND coalesce(a.valid_to_date >= r.as_of_date, TRUE)
