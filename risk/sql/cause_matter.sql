-- One row per matter and cause it may share with others: its organisation with its kind or in one grid, or its place with its kind.
WITH many_kinds AS (
    SELECT respondent_id FROM live_matter WHERE respondent_id IS NOT NULL AND NOT is_restricted
    GROUP BY respondent_id
    HAVING count(DISTINCT category_code) > $respondent_kind_cap_count
),

large AS (
    SELECT respondent_id, category_code FROM live_matter WHERE respondent_id IS NOT NULL AND NOT is_restricted
    GROUP BY respondent_id, category_code
    HAVING count(*) > $respondent_cap_count
),

placed AS (
    SELECT
        respondent_id, category_code, home_code, count(*) AS here_count,
        sum(count(*)) OVER (PARTITION BY respondent_id, category_code) AS placed_count
    FROM live_matter
    WHERE respondent_id IS NOT NULL AND home_code IS NOT NULL AND NOT is_restricted
    GROUP BY respondent_id, category_code, home_code
),

main_home AS (
    SELECT respondent_id, category_code, min(home_code) AS home_code
    FROM placed
    WHERE here_count >= $home_least_count AND here_count >= $home_share * placed_count
    GROUP BY respondent_id, category_code
),

held AS (
    SELECT DISTINCT respondent_id FROM live_matter WHERE respondent_id IS NOT NULL AND NOT is_restricted
),

named AS (
    SELECT r.respondent_id, r.name FROM held AS h INNER JOIN core_respondent AS r ON r.respondent_id = h.respondent_id
),

office AS (
    SELECT r.respondent_id
    FROM named AS r
    INNER JOIN setting_code AS c ON c.use_code = 'office_ending' AND r.name LIKE '%' || c.code
    UNION
    SELECT respondent_id FROM many_kinds
    UNION
    SELECT unit_id AS respondent_id FROM core_unit
),

cause AS (
    SELECT
        m.matter_index, m.first_reported_at, 'respondent' AS cause_code, m.category_code,
        m.respondent_id AS cause_key,
        CASE
            WHEN o.respondent_id IS NOT NULL THEN coalesce(m.area_code, m.matter_id)
            WHEN l.respondent_id IS NOT NULL THEN coalesce(m.home_code, h.home_code, m.matter_id)
            ELSE ''
        END AS home_code
    FROM live_matter AS m
    LEFT JOIN office AS o ON o.respondent_id = m.respondent_id
    LEFT JOIN large AS l ON l.respondent_id = m.respondent_id AND l.category_code = m.category_code
    LEFT JOIN main_home AS h ON h.respondent_id = m.respondent_id AND h.category_code = m.category_code
    WHERE m.respondent_id IS NOT NULL AND NOT m.is_restricted
    UNION ALL
    SELECT
        m.matter_index, m.first_reported_at, 'respondent' AS cause_code, '' AS category_code,
        m.respondent_id AS cause_key, m.area_code AS home_code
    FROM live_matter AS m
    LEFT JOIN office AS o ON o.respondent_id = m.respondent_id
    WHERE m.respondent_id IS NOT NULL AND o.respondent_id IS NULL AND m.area_code IS NOT NULL AND NOT m.is_restricted
    UNION ALL
    SELECT
        m.matter_index, m.first_reported_at, 'place' AS cause_code, m.category_code,
        m.place_key AS cause_key, m.home_code
    FROM live_matter AS m
    INNER JOIN setting_code AS c ON c.use_code = 'place_category' AND c.code = m.category_code
    LEFT JOIN place_name AS a ON a.name = m.place_key
    WHERE
        m.place_key IS NOT NULL AND m.home_code IS NOT NULL AND a.name IS NULL AND m.respondent_id IS NULL
        AND NOT m.is_restricted
),

spaced AS (
    SELECT
        *,
        CASE WHEN date_diff('day', lag(first_reported_at) OVER chain, first_reported_at) > $gap_days
            THEN 1 ELSE 0 END AS is_break
    FROM cause
    WINDOW chain AS (
        PARTITION BY cause_code, category_code, cause_key, home_code ORDER BY first_reported_at, matter_index
    )
),

chained AS (
    SELECT
        *,
        sum(is_break) OVER (
            PARTITION BY cause_code, category_code, cause_key, home_code ORDER BY first_reported_at, matter_index
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS chain_no
    FROM spaced
),

founded AS (
    SELECT
        matter_index, cause_code, category_code, cause_key, home_code,
        min(matter_index) OVER (PARTITION BY cause_code, category_code, cause_key, home_code, chain_no) AS first_index,
        count(*) OVER (PARTITION BY cause_code, category_code, cause_key, home_code, chain_no) AS matter_count
    FROM chained
)

SELECT matter_index, cause_code, category_code, cause_key, home_code, first_index, matter_count
FROM founded
WHERE matter_count > 1 AND (cause_code = 'respondent' OR matter_count <= $place_cap_count)
