-- One row per area of the finest level × week × kind × channel × level × category in law × way of placing, as out_grid_week holds it.
-- Restricted matters (accusations) are left out with all their reports.
SELECT
    r.area_code,
    CAST(date_trunc('week', r.reported_date) AS DATE) AS week_start_date,
    r.category_code,
    r.channel_code,
    r.level_code,
    r.legal_category_code,
    r.located_by,
    CAST(count(*) AS INTEGER) AS report_count,
    CAST(sum(CASE WHEN r.report_index <> m.matter_index THEN 1 ELSE 0 END) AS INTEGER) AS repeat_count
FROM live_report AS r
INNER JOIN matter_root AS m ON m.report_index = r.report_index
INNER JOIN live_matter AS t ON t.matter_index = m.matter_index
WHERE NOT t.is_restricted
GROUP BY
    r.area_code, CAST(date_trunc('week', r.reported_date) AS DATE), r.category_code, r.channel_code,
    r.level_code, r.legal_category_code, r.located_by
