-- One row per list and matter on it, the first of each.
WITH item AS (
    SELECT
        l.list_code, l.matter_id, l.due_date, l.why, l.why_en, m.category_code, m.band_code, u.name AS unit_name,
        row_number() OVER (
            PARTITION BY l.list_code ORDER BY m.rank_no NULLS LAST, l.due_date NULLS LAST, l.matter_id
        ) AS item_no,
        m.area_code
    FROM out_list AS l
    INNER JOIN brief_open_matter AS m ON m.matter_id = l.matter_id
    LEFT JOIN core_unit AS u ON u.unit_id = l.unit_id
    QUALIFY item_no <= $limit
)
SELECT
    i.list_code, i.item_no, i.matter_id, i.category_code, i.due_date, i.why, i.why_en, c.name, c.name_en,
    i.band_code, i.unit_name,
    string_agg(a.name, ' ' ORDER BY p.ancestor_level_code DESC) AS place_name
FROM item AS i
CROSS JOIN out_refresh AS f
LEFT JOIN out_area_path AS p
    ON p.area_code = i.area_code
    AND (p.ancestor_level_code IN ('town', 'community') OR p.ancestor_code = i.area_code)
    AND p.ancestor_level_code <> 'grid'
LEFT JOIN core_area AS a
    ON a.area_code = p.ancestor_code AND a.valid_from_date <= f.as_of_date
    AND (a.valid_to_date IS NULL OR a.valid_to_date >= f.as_of_date)
LEFT JOIN core_code AS c ON c.set_code = 'category' AND c.code = i.category_code
GROUP BY ALL
ORDER BY i.list_code, i.item_no
