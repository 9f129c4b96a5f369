-- One row per area of the finest level in force at as_of, with its standing.
WITH level_order AS (
    SELECT * FROM (VALUES
        ('province', 1), ('prefecture', 2), ('county', 3), ('town', 4), ('community', 5), ('grid', 6)
    ) AS v (level_code, depth)
),
area AS (
    SELECT a.area_code, a.name, a.level_code, a.parent_code, l.depth, f.as_of_date
    FROM core_area AS a
    CROSS JOIN out_refresh AS f
    INNER JOIN level_order AS l ON l.level_code = a.level_code
    WHERE a.valid_from_date <= f.as_of_date AND (a.valid_to_date IS NULL OR a.valid_to_date >= f.as_of_date)
)
SELECT
    a.area_code AS grid_code, a.name, a.level_code AS level, a.parent_code,
    coalesce(s.report_count, 0) AS report_count, coalesce(s.matter_count, 0) AS matter_count,
    coalesce(s.open_matter_count, 0) AS open_matter_count, coalesce(s.overdue_count, 0) AS overdue_count,
    coalesce(s.repeat_count, 0) AS repeat_count, coalesce(s.group_count, 0) AS group_count,
    coalesce(s.new_count, 0) AS new_count, coalesce(s.score, 0) AS score,
    coalesce(s.band_code, 'unknown') AS band, coalesce(s.screening_status_code, 'missing') AS screening_status,
    b.area_km2, b.inner_lon AS lon, b.inner_lat AS lat, a.as_of_date AS as_of
FROM area AS a
LEFT JOIN out_area_status AS s ON s.area_code = a.area_code
LEFT JOIN core_boundary AS b
    ON b.area_code = a.area_code AND b.valid_from_date <= a.as_of_date
    AND (b.valid_to_date IS NULL OR b.valid_to_date >= a.as_of_date)
WHERE a.depth = (SELECT max(depth) FROM area)
ORDER BY a.area_code
