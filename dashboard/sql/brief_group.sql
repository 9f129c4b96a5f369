-- One row per group with an open matter and at least three matters, or held by several units; the first of them.
WITH seen AS (
    SELECT
        group_id, count(*) AS matter_count, count(*) FILTER (WHERE is_open) AS open_matter_count,
        CAST(sum(people_count) AS BIGINT) AS people_count, count(DISTINCT unit_id) AS unit_total,
        min(first_reported_at) AS first_reported_at,
        count(*) FILTER (WHERE first_reported_at >= f.as_of_date - 27) AS growth_count
    FROM seen_matter
    CROSS JOIN out_refresh AS f
    WHERE group_id IS NOT NULL
    GROUP BY group_id
    HAVING count(*) FILTER (WHERE is_open) > 0 AND CASE $list_code
        WHEN 'cause' THEN count(*) >= 3
        ELSE count(DISTINCT unit_id) >= 2
    END
)
SELECT
    g.group_id, g.category_code, c.name, c.name_en, g.shared_cause, a.name AS place_name,
    s.matter_count, s.open_matter_count, s.people_count, s.unit_total, s.growth_count,
    CAST(s.first_reported_at AS DATE) AS first_date, (SELECT count(*) FROM seen INNER JOIN out_group USING (group_id)) AS group_count
FROM out_group AS g
INNER JOIN seen AS s ON s.group_id = g.group_id
CROSS JOIN out_refresh AS f
LEFT JOIN core_area AS a
    ON a.area_code = g.area_code AND a.valid_from_date <= f.as_of_date
    AND (a.valid_to_date IS NULL OR a.valid_to_date >= f.as_of_date)
LEFT JOIN core_code AS c ON c.set_code = 'category' AND c.code = g.category_code
ORDER BY s.open_matter_count DESC, s.people_count DESC, g.group_id
LIMIT $limit
