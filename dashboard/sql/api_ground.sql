-- One row per area of the finest level in force at as_of that lies in an area whose totals a briefing prints.
WITH level_order AS (
    SELECT * FROM (VALUES
        ('province', 1), ('prefecture', 2), ('county', 3), ('town', 4), ('community', 5), ('grid', 6)
    ) AS v (level_code, depth)
),
area AS (
    SELECT a.area_code, a.parent_code, l.depth
    FROM core_area AS a
    CROSS JOIN out_refresh AS f
    INNER JOIN level_order AS l ON l.level_code = a.level_code
    WHERE a.valid_from_date <= f.as_of_date AND (a.valid_to_date IS NULL OR a.valid_to_date >= f.as_of_date)
)
SELECT a.area_code, coalesce(a.parent_code, '') AS parent_code, p.ancestor_code AS printed_code
FROM area AS a
INNER JOIN out_area_path AS p ON p.area_code = a.area_code AND p.ancestor_level_code = $level
WHERE a.depth = (SELECT max(depth) FROM area)
ORDER BY a.area_code
