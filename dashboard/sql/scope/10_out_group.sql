-- One row per group with a matter in scope, counted over these alone; its place only when that lies in scope.
-- People are joined over the whole group: of a group not seen whole only its largest matter is sure.
CREATE OR REPLACE TEMP VIEW out_group AS
WITH part AS (
    SELECT
        m.group_id,
        CAST(count(*) AS INTEGER) AS matter_count,
        CAST(count(*) FILTER (WHERE m.is_open) AS INTEGER) AS open_matter_count,
        CAST(sum(m.report_count) AS INTEGER) AS report_count,
        max(m.people_count) AS people_count,
        CAST(count(DISTINCT m.unit_id) AS INTEGER) AS unit_count,
        CAST(count(*) FILTER (
            WHERE date_diff('day', CAST(m.first_reported_at AS DATE), f.as_of_date) < 28
        ) AS INTEGER) AS growth_count,
        min(m.first_reported_at) AS first_reported_at,
        max(m.last_reported_at) AS last_reported_at
    FROM out_matter AS m
    CROSS JOIN warehouse.out_refresh AS f
    WHERE m.group_id IS NOT NULL
    GROUP BY m.group_id
)
SELECT
    g.group_id, g.category_code, g.cause_code, g.shared_cause,
    CASE WHEN g.area_code IN (SELECT a.area_code FROM core_area AS a) THEN g.area_code END AS area_code,
    g.respondent_id, p.matter_count, p.open_matter_count, p.report_count,
    CASE WHEN p.matter_count = g.matter_count THEN g.people_count ELSE p.people_count END AS people_count,
    p.unit_count, p.growth_count, p.first_reported_at, p.last_reported_at
FROM warehouse.out_group AS g
INNER JOIN part AS p ON p.group_id = g.group_id
