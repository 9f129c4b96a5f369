-- One row per finest area around a signal, its own grids marked, with the matters of its window in each.
WITH signal AS (
    SELECT signal_id, unnest(grid_codes) AS area_code FROM out_signal WHERE signal_id = $signal_id
),

town AS (
    SELECT DISTINCT p.ancestor_code
    FROM signal AS s
    INNER JOIN out_area_path AS p ON p.area_code = s.area_code AND p.ancestor_level_code = 'town'
),

shown AS (
    SELECT p.area_code FROM out_area_path AS p INNER JOIN town AS c ON c.ancestor_code = p.ancestor_code
    UNION
    SELECT s.area_code FROM signal AS s
),

counted AS (
    SELECT m.area_code, count(*) AS matter_count
    FROM out_signal_matter AS b
    INNER JOIN seen_matter AS m ON m.matter_id = b.matter_id
    WHERE b.signal_id = $signal_id AND m.area_code IS NOT NULL
    GROUP BY m.area_code
)

SELECT
    b.area_code, a.name, b.shape_wkb, s.area_code IS NOT NULL AS is_own, coalesce(c.matter_count, 0) AS matter_count
FROM shown AS h
CROSS JOIN out_refresh AS r
INNER JOIN core_boundary AS b
    ON
        b.area_code = h.area_code
        AND b.valid_from_date <= r.as_of_date
        AND coalesce(b.valid_to_date >= r.as_of_date, TRUE)
INNER JOIN core_area AS a
    ON
        a.area_code = h.area_code
        AND a.valid_from_date <= r.as_of_date
        AND coalesce(a.valid_to_date >= r.as_of_date, TRUE)
LEFT JOIN signal AS s ON s.area_code = h.area_code
LEFT JOIN counted AS c ON c.area_code = h.area_code
WHERE h.area_code NOT IN (SELECT ancestor_code FROM out_area_path WHERE ancestor_code <> area_code)
ORDER BY b.area_code
