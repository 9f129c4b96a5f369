-- One row: the box around the inner points of all areas; nulls while there are none.
SELECT min(inner_lon), min(inner_lat), max(inner_lon), max(inner_lat)
FROM core_boundary
WHERE valid_to_date IS NULL
