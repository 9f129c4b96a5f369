-- One row: the one area above all others; none when several stand at the top.
SELECT any_value(a.area_code) AS area_code
FROM core_area AS a
INNER JOIN out_refresh AS r
    ON a.valid_from_date <= r.as_of_date AND coalesce(a.valid_to_date >= r.as_of_date, TRUE)
WHERE NOT EXISTS (SELECT 1 FROM core_area AS above WHERE above.area_code = a.parent_code)
HAVING count(*) = 1
