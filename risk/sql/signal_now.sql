-- One row per signal, as out_signal holds it.
WITH area_name AS (
    SELECT area_code, max(name) AS name FROM core_area GROUP BY area_code
),

grid AS (
    SELECT signal_id, list(place_code ORDER BY place_code) AS grid_codes, count(*) AS grid_count
    FROM signal_grid
    GROUP BY signal_id
),

matter AS (
    SELECT s.signal_id, m.unit_id, count(*) AS matter_count
    FROM signal_matter_index AS s
    INNER JOIN signal_batch AS b ON b.batch_index = s.matter_index
    INNER JOIN live_matter AS m ON m.matter_index = b.matter_index
    WHERE m.unit_id IS NOT NULL
    GROUP BY s.signal_id, m.unit_id
),

unit AS (
    SELECT signal_id, arg_max(u.name, matter_count * 1000000 - u.order_no) AS unit_name
    FROM matter
    INNER JOIN (SELECT unit_id, name, row_number() OVER (ORDER BY unit_id) AS order_no FROM core_unit) AS u
        ON u.unit_id = matter.unit_id
    GROUP BY signal_id
),

told AS (
    SELECT
        s.*,
        g.grid_codes,
        g.grid_count,
        date_diff('day', s.starts_on_date, s.ends_on_date) + 1 AS day_count,
        coalesce(a.name, s.area_code) AS area_name,
        coalesce(h.name, s.home_code) AS home_name,
        coalesce(f.name, g.grid_codes[1]) AS grid_name,
        coalesce(c.name, s.category_code) AS kind_name,
        coalesce(c.name_en, s.category_code) AS kind_name_en,
        CAST(CAST(s.expected_count AS DECIMAL(12, 1)) AS VARCHAR) AS expected_text,
        CAST(CAST(s.effort_ratio AS DECIMAL(12, 1)) AS VARCHAR) AS effort_text,
        CASE
            WHEN s.recurrence_interval_days >= 3650 THEN '十年以上'
            ELSE '约' || CAST(CAST(s.recurrence_interval_days AS BIGINT) AS VARCHAR) || '天'
        END AS rare_text,
        CASE
            WHEN s.recurrence_interval_days >= 3650 THEN 'ten years or more'
            ELSE 'about ' || CAST(CAST(s.recurrence_interval_days AS BIGINT) AS VARCHAR) || ' days'
        END AS rare_text_en
    FROM signal_life AS s
    INNER JOIN grid AS g ON g.signal_id = s.signal_id
    LEFT JOIN area_name AS a ON a.area_code = s.area_code
    LEFT JOIN area_name AS h ON h.area_code = s.home_code
    LEFT JOIN area_name AS f ON f.area_code = g.grid_codes[1]
    LEFT JOIN core_code AS c ON c.set_code = 'category' AND c.code = s.category_code
)

SELECT
    t.signal_id, t.method_code, t.category_code, t.area_code, t.grid_codes, o.outline_wkb, t.starts_on_date, t.ends_on_date,
    t.observed_count, t.expected_count, t.effort_ratio, t.recurrence_interval_days, t.raised_on_date, t.found_on_date,
    t.state_code, t.level_code,
    coalesce(nullif(t.told_owner_name, ''), u.unit_name) AS owner_name,
    nullif(t.told_outcome_code, '') AS outcome_code,
    CASE
        WHEN t.method_code = 'site' THEN '全域'
        WHEN t.grid_count = 1 THEN t.home_name || CASE WHEN t.grid_name = t.home_name THEN '' ELSE t.grid_name END
        WHEN t.area_code = t.home_code THEN t.home_name || CAST(t.grid_count AS VARCHAR) || '个网格'
        ELSE t.area_name || t.home_name || '一带' || CAST(t.grid_count AS VARCHAR) || '个网格'
    END
    || '近' || CAST(t.day_count AS VARCHAR) || '天新增' || t.kind_name || CAST(t.observed_count AS VARCHAR)
    || '起，按以往约' || t.expected_text || '起'
    || CASE WHEN t.effort_ratio >= 1.15 THEN '（已按排查力度' || t.effort_text || '倍折算）' ELSE '' END
    || '；若无异常，' || t.rare_text || '才偶然出现一次。宜会同有关单位查找共同原因。' AS sentence,
    CASE
        WHEN t.method_code = 'site' THEN 'Whole site'
        WHEN t.grid_count = 1 THEN t.home_name || ' ' || t.grid_name
        ELSE CAST(t.grid_count AS VARCHAR) || ' grids around ' || t.home_name
    END
    || ': ' || CAST(t.observed_count AS VARCHAR) || ' new occurrences of kind ' || t.kind_name_en || ' in '
    || CAST(t.day_count AS VARCHAR) || ' days, about ' || t.expected_text || ' expected'
    || CASE WHEN t.effort_ratio >= 1.15 THEN ' (screening ' || t.effort_text || ' times as much allowed for)' ELSE '' END
    || ', by chance once in ' || t.rare_text_en || '. Look for a common cause with the units concerned.' AS sentence_en
FROM told AS t
LEFT JOIN unit AS u ON u.signal_id = t.signal_id
LEFT JOIN signal_outline AS o ON o.signal_id = t.signal_id
