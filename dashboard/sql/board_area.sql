-- One row per area in force, numbered in the order of codes, with its standing and size.
SELECT
    CAST(row_number() OVER (ORDER BY a.area_code) - 1 AS INTEGER) AS area_no,
    a.area_code, a.level_code, a.name, coalesce(s.band_code, 'unknown') AS band_code,
    coalesce(s.screening_status_code, 'missing') AS screening_status_code, coalesce(b.area_km2, 0) AS area_km2
FROM core_area AS a
INNER JOIN out_refresh AS r ON a.valid_from_date <= r.as_of_date AND coalesce(a.valid_to_date >= r.as_of_date, TRUE)
LEFT JOIN out_area_status AS s ON s.area_code = a.area_code
LEFT JOIN core_boundary AS b
    ON
        b.area_code = a.area_code
        AND b.valid_from_date <= r.as_of_date
        AND coalesce(b.valid_to_date >= r.as_of_date, TRUE)
ORDER BY a.area_code
