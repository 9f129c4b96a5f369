-- One row per group with an open matter and at least three matters, or held by several units; the first of them.
WITH fitting AS MATERIALIZED (
    SELECT *
    FROM out_group
    WHERE open_matter_count > 0 AND CASE $list_code WHEN 'cause' THEN matter_count >= 3 ELSE unit_count >= 2 END
),
listed AS (
    SELECT *
    FROM fitting
    ORDER BY open_matter_count DESC, people_count DESC, group_id
    LIMIT $limit
)
SELECT
    g.group_id, g.category_code, c.name, c.name_en, g.shared_cause, a.name AS place_name,
    g.matter_count, g.open_matter_count, g.people_count, g.unit_count AS unit_total, g.growth_count,
    CAST(g.first_reported_at AS DATE) AS first_date, (SELECT count(*) FROM fitting) AS group_count
FROM listed AS g
CROSS JOIN out_refresh AS f
LEFT JOIN core_area AS a
    ON a.area_code = g.area_code AND a.valid_from_date <= f.as_of_date
    AND (a.valid_to_date IS NULL OR a.valid_to_date >= f.as_of_date)
LEFT JOIN core_code AS c ON c.set_code = 'category' AND c.code = g.category_code
ORDER BY g.open_matter_count DESC, g.people_count DESC, g.group_id
