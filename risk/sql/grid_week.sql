-- One row per area of the finest level × week × kind × channel, as out_grid_week holds it; accusations are left out.
SELECT
    r.area_code,
    CAST(date_trunc('week', r.reported_date) AS DATE) AS week_start_date,
    r.category_code,
    r.channel_code,
    CAST(count(*) AS INTEGER) AS report_count,
    CAST(sum(CASE WHEN r.report_index <> m.matter_index THEN 1 ELSE 0 END) AS INTEGER) AS repeat_count
FROM live_report AS r
INNER JOIN matter_root AS m ON m.report_index = r.report_index
WHERE NOT r.is_accusation
GROUP BY r.area_code, CAST(date_trunc('week', r.reported_date) AS DATE), r.category_code, r.channel_code
