-- One row per cell of out_grid_week in scope; for a unit counted from the reports it may see.
CREATE OR REPLACE TEMP VIEW out_grid_week AS
SELECT
    w.area_code, w.week_start_date, w.category_code, w.channel_code, w.level_code, w.legal_category_code, w.located_by,
    w.report_count, w.repeat_count
FROM warehouse.out_grid_week AS w
INNER JOIN scope AS s ON s.unit_name IS NULL
WHERE w.area_code IN (SELECT i.area_code FROM area_in_scope AS i)
UNION ALL
SELECT
    r.area_code, CAST(date_trunc('week', r.reported_at) AS DATE), r.category_code, r.channel_code,
    r.level_code, r.legal_category_code, coalesce(r.located_by, 'none'),
    CAST(count(*) AS INTEGER), CAST(count(*) FILTER (WHERE r.is_repeat) AS INTEGER)
FROM seen_report AS r
INNER JOIN scope AS s ON s.unit_name IS NOT NULL
WHERE r.state_code = 'accepted' AND r.matter_id IS NOT NULL
GROUP BY ALL
