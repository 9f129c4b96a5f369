-- One row: the one area above all others; none when several stand at the top.
SELECT area_code
FROM (
    SELECT a.area_code, count(*) OVER () AS areas_known
    FROM core_area AS a
    INNER JOIN out_refresh AS r
        ON a.valid_from_date <= r.as_of_date AND coalesce(a.valid_to_date >= r.as_of_date, TRUE)
    WHERE NOT EXISTS (SELECT 1 FROM core_area AS above WHERE above.area_code = a.parent_code)
)
WHERE areas_known = 1
