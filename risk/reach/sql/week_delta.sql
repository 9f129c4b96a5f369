-- One row per cell of out_grid_week that reports in reach add to or take from: by how many reports and repeats.
SELECT
    r.area_code,
    CAST(date_trunc('week', r.reported_date) AS DATE) AS week_start_date,
    r.category_code,
    r.channel_code,
    CAST(sum(CASE WHEN o.report_id IS NULL THEN 1 ELSE 0 END) AS INTEGER) AS report_count,
    CAST(sum(CASE WHEN r.report_index <> m.matter_index THEN 1 ELSE 0 END - CASE WHEN o.is_repeat THEN 1 ELSE 0 END) AS INTEGER)
        AS repeat_count
FROM live_report AS r
INNER JOIN matter_root AS m ON m.report_index = r.report_index
LEFT JOIN out_matter_report AS o ON o.report_id = r.report_id
WHERE NOT r.is_accusation
GROUP BY r.area_code, CAST(date_trunc('week', r.reported_date) AS DATE), r.category_code, r.channel_code
HAVING
    sum(CASE WHEN o.report_id IS NULL THEN 1 ELSE 0 END) <> 0
    OR sum(CASE WHEN r.report_index <> m.matter_index THEN 1 ELSE 0 END - CASE WHEN o.is_repeat THEN 1 ELSE 0 END) <> 0
