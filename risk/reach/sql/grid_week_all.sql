-- One row per cell of out_grid_week, counted over all live reports of matters that are not restricted.
SELECT
    p.area_code,
    CAST(date_trunc('week', CAST(r.reported_at AS DATE)) AS DATE) AS week_start_date,
    r.category_code,
    r.channel_code,
    r.level_code,
    r.legal_category_code,
    coalesce(p.located_by, 'none') AS located_by,
    CAST(count(*) AS INTEGER) AS report_count,
    CAST(sum(CASE WHEN m.is_repeat THEN 1 ELSE 0 END) AS INTEGER) AS repeat_count
FROM out_matter_report AS m
INNER JOIN core_report AS r ON r.report_id = m.report_id
INNER JOIN out_matter AS t ON t.matter_id = m.matter_id
LEFT JOIN place_now AS p ON p.report_id = m.report_id
WHERE NOT t.is_restricted
GROUP BY
    p.area_code, CAST(date_trunc('week', CAST(r.reported_at AS DATE)) AS DATE), r.category_code, r.channel_code,
    r.level_code, r.legal_category_code, coalesce(p.located_by, 'none')
