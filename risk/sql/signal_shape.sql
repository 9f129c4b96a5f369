-- One row per signal and grid of it with a boundary: the one in force on $as_of, or last before it.
WITH ordered AS (
    SELECT
        b.area_code, b.shape_wkb,
        row_number() OVER (
            PARTITION BY b.area_code
            ORDER BY CASE WHEN b.valid_from_date <= $as_of THEN 0 ELSE 1 END, b.valid_from_date DESC
        ) AS order_no
    FROM core_boundary AS b
    WHERE b.area_code IN (SELECT place_code FROM signal_grid)
)

SELECT s.signal_id, o.shape_wkb
FROM signal_grid AS s
INNER JOIN ordered AS o ON o.area_code = s.place_code AND o.order_no = 1
ORDER BY s.signal_id, s.place_code
