-- One row per area of the finest level in force at as_of inside scope and area, with its standing and shape; no counts.
WITH level_order AS (
    SELECT * FROM (VALUES
        ('province', 1), ('prefecture', 2), ('county', 3), ('town', 4), ('community', 5), ('grid', 6)
    ) AS v (level_code, depth)
),
area AS (
    SELECT a.area_code, a.name, a.level_code, l.depth, f.as_of_date
    FROM core_area AS a
    CROSS JOIN out_refresh AS f
    INNER JOIN level_order AS l ON l.level_code = a.level_code
    WHERE a.valid_from_date <= f.as_of_date AND (a.valid_to_date IS NULL OR a.valid_to_date >= f.as_of_date)
)
SELECT
    a.area_code, a.name, a.level_code, coalesce(s.band_code, 'unknown') AS band_code,
    coalesce(s.screening_status_code, 'missing') AS screening_status_code, b.shape_wkb
FROM area AS a
LEFT JOIN out_area_status AS s ON s.area_code = a.area_code
LEFT JOIN core_boundary AS b
    ON b.area_code = a.area_code AND b.valid_from_date <= a.as_of_date
    AND (b.valid_to_date IS NULL OR b.valid_to_date >= a.as_of_date)
WHERE
    a.depth = (SELECT max(depth) FROM area)
    AND ($scope = '' OR a.area_code IN (SELECT p.area_code FROM out_area_path AS p WHERE p.ancestor_code = $scope))
    AND ($area = '' OR a.area_code IN (SELECT p.area_code FROM out_area_path AS p WHERE p.ancestor_code = $area))
ORDER BY a.area_code
