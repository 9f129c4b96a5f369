-- One row per area of the finest level × week × kind × channel, counted over all live reports, as out_grid_week holds it.
SELECT
    p.area_code,
    CAST(date_trunc('week', CAST(r.reported_at AS DATE)) AS DATE) AS week_start_date,
    r.category_code,
    r.channel_code,
    CAST(count(*) AS INTEGER) AS report_count,
    CAST(sum(CASE WHEN m.is_repeat THEN 1 ELSE 0 END) AS INTEGER) AS repeat_count
FROM out_matter_report AS m
INNER JOIN core_report AS r ON r.report_id = m.report_id
LEFT JOIN place_now AS p ON p.report_id = m.report_id
WHERE r.legal_category_code <> 'accusation'
GROUP BY p.area_code, CAST(date_trunc('week', CAST(r.reported_at AS DATE)) AS DATE), r.category_code, r.channel_code
