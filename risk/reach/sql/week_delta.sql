-- One row per cell of out_grid_week that reports in reach add to or take from: by how many reports and repeats.
WITH told AS (
    SELECT
        r.area_code,
        CAST(date_trunc('week', r.reported_date) AS DATE) AS week_start_date,
        r.category_code,
        r.channel_code,
        r.level_code,
        r.legal_category_code,
        r.located_by,
        CASE WHEN NOT t.is_restricted THEN 1 ELSE 0 END AS is_told,
        CASE WHEN NOT t.is_restricted AND r.report_index <> m.matter_index THEN 1 ELSE 0 END AS is_repeat,
        CASE WHEN NOT b.is_restricted THEN 1 ELSE 0 END AS was_told,
        CASE WHEN NOT b.is_restricted AND o.is_repeat THEN 1 ELSE 0 END AS was_repeat
    FROM live_report AS r
    INNER JOIN matter_root AS m ON m.report_index = r.report_index
    INNER JOIN live_matter AS t ON t.matter_index = m.matter_index
    LEFT JOIN report_before AS o ON o.report_id = r.report_id
    LEFT JOIN matter_before AS b ON b.matter_id = o.matter_id
)

SELECT
    area_code, week_start_date, category_code, channel_code, level_code, legal_category_code, located_by,
    CAST(sum(is_told - was_told) AS INTEGER) AS report_count,
    CAST(sum(is_repeat - was_repeat) AS INTEGER) AS repeat_count
FROM told
GROUP BY area_code, week_start_date, category_code, channel_code, level_code, legal_category_code, located_by
HAVING sum(is_told - was_told) <> 0 OR sum(is_repeat - was_repeat) <> 0
