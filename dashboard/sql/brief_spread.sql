-- One row per kind of dispute whose groups stand open in several areas of the level compared, widest first.
SELECT
    g.category_code, c.name, c.name_en, count(DISTINCT g.group_id) AS group_count,
    count(DISTINCT p.ancestor_code) AS area_total
FROM out_group AS g
INNER JOIN brief_open_matter AS m ON m.group_id = g.group_id
INNER JOIN out_area_path AS p ON p.area_code = m.area_code AND p.ancestor_level_code = $level_code
LEFT JOIN core_code AS c ON c.set_code = 'category' AND c.code = g.category_code
GROUP BY g.category_code, c.name, c.name_en
HAVING count(DISTINCT g.group_id) >= 3 AND count(DISTINCT p.ancestor_code) >= 2
ORDER BY area_total DESC, group_count DESC, g.category_code
LIMIT 3
