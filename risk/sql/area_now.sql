-- One row per area in force on $as_of, or last before it: its level.
WITH version AS (
    SELECT
        area_code, level_code,
        row_number() OVER (
            PARTITION BY area_code
            ORDER BY CASE WHEN valid_from_date <= $as_of THEN 0 ELSE 1 END, valid_from_date DESC
        ) AS order_no
    FROM core_area
)

SELECT area_code, level_code FROM version WHERE order_no = 1
