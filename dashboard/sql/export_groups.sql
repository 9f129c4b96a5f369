-- One row per group with a matter a general viewer may see, counted over those matters alone.
WITH seen AS (
    SELECT
        group_id, count(*) AS matter_count, count(*) FILTER (WHERE is_open) AS open_matter_count,
        CAST(sum(report_count) AS BIGINT) AS report_count, CAST(sum(people_count) AS BIGINT) AS people_count,
        count(DISTINCT unit_id) AS unit_count,
        min(first_reported_at) AS first_reported_at, max(last_reported_at) AS last_reported_at
    FROM seen_matter
    WHERE group_id IS NOT NULL
    GROUP BY group_id
)
SELECT
    g.group_id, s.matter_count, s.open_matter_count, s.report_count, s.people_count, s.unit_count,
    g.category_code, c.name AS category_name, g.cause_code, g.shared_cause, g.area_code AS grid_code,
    s.first_reported_at, s.last_reported_at, f.as_of_date AS as_of
FROM out_group AS g
INNER JOIN seen AS s ON s.group_id = g.group_id
CROSS JOIN out_refresh AS f
LEFT JOIN core_code AS c ON c.set_code = 'category' AND c.code = g.category_code
ORDER BY s.first_reported_at, g.group_id
