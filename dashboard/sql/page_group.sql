-- One row per group of the chosen kind and area, over the matters a general viewer may see; most to be done together first.
WITH
day AS (SELECT as_of_date FROM out_refresh),
seen AS (
    SELECT
        m.group_id,
        count(*) AS matter_count,
        count(*) FILTER (WHERE m.is_open) AS open_matter_count,
        CAST(sum(m.report_count) AS BIGINT) AS report_count,
        max(m.people_count) AS largest_count,
        count(DISTINCT m.unit_id) AS unit_count,
        count(DISTINCT m.unit_id) FILTER (WHERE m.is_open) AS open_unit_count,
        count(*) FILTER (
            WHERE date_diff('day', CAST(m.first_reported_at AS DATE), day.as_of_date) < $growth_days
        ) AS growth_count,
        CAST(min(m.first_reported_at) AS DATE) AS first_date,
        CAST(max(m.last_reported_at) AS DATE) AS last_date,
        $focus = '' OR bool_or(
            m.area_code IN (SELECT p.area_code FROM out_area_path AS p WHERE p.ancestor_code = $focus)
        ) AS is_inside
    FROM seen_matter AS m
    CROSS JOIN day
    WHERE m.group_id IS NOT NULL AND ($group_id = '' OR m.group_id = $group_id)
    GROUP BY m.group_id
),
fitting AS MATERIALIZED (
    SELECT
        g.group_id, g.category_code, g.cause_code, g.shared_cause, g.area_code,
        s.matter_count, s.open_matter_count, s.report_count, s.unit_count, s.open_unit_count, s.growth_count,
        -- people are joined over the whole group; of a group not seen whole only its largest matter is sure
        CASE WHEN s.matter_count = g.matter_count THEN g.people_count ELSE s.largest_count END AS people_count,
        s.first_date, s.last_date
    FROM out_group AS g
    INNER JOIN seen AS s ON s.group_id = g.group_id
    WHERE s.is_inside AND ($kind = '' OR g.category_code = $kind) AND (NOT $only_open OR s.open_matter_count > 0)
),
chosen AS (
    SELECT f.*, (SELECT count(*) FROM fitting) AS found_total
    FROM fitting AS f
    ORDER BY
        f.open_matter_count = 0, f.open_matter_count + f.growth_count DESC, f.open_unit_count DESC,
        f.people_count DESC, f.last_date DESC, f.group_id
    LIMIT $most
),
place AS (
    SELECT
        p.area_code,
        string_agg(a.name, ' · ' ORDER BY length(p.ancestor_code), p.ancestor_code)
            FILTER (WHERE p.ancestor_level_code IN ('town', 'community', 'grid')) AS place_name,
        max(a.name) FILTER (WHERE p.ancestor_code = p.area_code) AS own_name
    FROM out_area_path AS p
    INNER JOIN core_area AS a ON a.area_code = p.ancestor_code AND a.valid_to_date IS NULL
    WHERE p.area_code IN (SELECT c.area_code FROM chosen AS c)
    GROUP BY p.area_code
)
SELECT c.* EXCLUDE (area_code), coalesce(p.place_name, p.own_name) AS place_name
FROM chosen AS c
LEFT JOIN place AS p ON p.area_code = c.area_code
ORDER BY
    c.open_matter_count = 0, c.open_matter_count + c.growth_count DESC, c.open_unit_count DESC,
    c.people_count DESC, c.last_date DESC, c.group_id
