-- One row per grid and community with a place on the map: a point inside it, of the boundary in force on $as_of or last before it.
WITH ordered AS (
    SELECT
        area_code, inner_lon, inner_lat,
        row_number() OVER (
            PARTITION BY area_code
            ORDER BY CASE WHEN valid_from_date <= $as_of THEN 0 ELSE 1 END, valid_from_date DESC
        ) AS order_no
    FROM core_boundary
),

point AS (
    SELECT area_code, inner_lon AS lon, inner_lat AS lat FROM ordered WHERE order_no = 1
),

finest AS (
    SELECT h.area_code, h.home_code, p.lon, p.lat
    FROM area_home AS h
    INNER JOIN point AS p ON p.area_code = h.area_code
    WHERE h.area_code NOT IN (SELECT ancestor_code FROM path_now WHERE ancestor_code <> area_code)
),

home AS (
    SELECT f.home_code AS area_code, f.home_code, round(avg(f.lon), 7) AS lon, round(avg(f.lat), 7) AS lat
    FROM finest AS f
    WHERE f.home_code NOT IN (SELECT area_code FROM finest)
    GROUP BY f.home_code
)

SELECT area_code AS place_code, home_code, lon, lat FROM finest
UNION ALL
SELECT area_code AS place_code, home_code, lon, lat FROM home
ORDER BY place_code
