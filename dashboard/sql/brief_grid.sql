-- One row per area of the finest level with red or orange standing, the eight with the highest score.
WITH top AS (
    SELECT s.*, a.name AS own_name
    FROM out_area_status AS s
    CROSS JOIN out_refresh AS f
    INNER JOIN core_area AS a
        ON a.area_code = s.area_code AND a.valid_from_date <= f.as_of_date
        AND (a.valid_to_date IS NULL OR a.valid_to_date >= f.as_of_date)
    WHERE a.level_code = $level_code AND s.band_code IN ('red', 'orange')
    ORDER BY s.score DESC, s.area_code
    LIMIT 8
)
SELECT
    t.area_code, t.own_name, string_agg(a.name, ' ' ORDER BY p.ancestor_level_code DESC) AS place_name,
    t.band_code, t.score, t.open_matter_count, t.overdue_count, t.repeat_count, t.group_count, t.new_count
FROM top AS t
CROSS JOIN out_refresh AS f
LEFT JOIN out_area_path AS p
    ON p.area_code = t.area_code AND p.ancestor_level_code IN ('town', 'community') AND p.ancestor_code <> t.area_code
LEFT JOIN core_area AS a
    ON a.area_code = p.ancestor_code AND a.valid_from_date <= f.as_of_date
    AND (a.valid_to_date IS NULL OR a.valid_to_date >= f.as_of_date)
GROUP BY ALL
ORDER BY t.score DESC, t.area_code
