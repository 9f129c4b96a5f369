-- One row: a matter as the drawer shows it; none when it does not exist or may not be seen.
WITH place AS (
    SELECT p.area_code, string_agg(a.name, ' · ' ORDER BY length(p.ancestor_code), p.ancestor_code) AS place_name
    FROM out_area_path AS p
    INNER JOIN core_area AS a ON a.area_code = p.ancestor_code AND a.valid_to_date IS NULL
    WHERE
        p.ancestor_level_code IN ('town', 'community', 'grid')
        AND p.area_code = (SELECT m.area_code FROM seen_matter AS m WHERE m.matter_id = $matter_id)
    GROUP BY p.area_code
)

SELECT
    m.*, u.name AS unit_name, o.name AS respondent_name, p.place_name,
    (SELECT bool_or(r.has_safety_concern) FROM seen_report AS r WHERE r.matter_id = $matter_id) AS has_safety_concern,
    NOT EXISTS (
        SELECT 1 FROM seen_report AS r WHERE r.matter_id = $matter_id AND r.respondent_id = m.respondent_id
    ) AS is_respondent_drawn
FROM seen_matter AS m
LEFT JOIN place AS p ON p.area_code = m.area_code
LEFT JOIN core_unit AS u ON u.unit_id = m.unit_id
LEFT JOIN core_respondent AS o ON o.respondent_id = m.respondent_id
WHERE m.matter_id = $matter_id
