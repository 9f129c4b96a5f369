-- One row per boundary in force: a point inside its area.
SELECT b.area_code, b.inner_lon, b.inner_lat
FROM core_boundary AS b
INNER JOIN out_refresh AS r ON b.valid_from_date <= r.as_of_date AND coalesce(b.valid_to_date >= r.as_of_date, TRUE)
