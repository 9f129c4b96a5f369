-- One row per cell of out_grid_week.
INSERT INTO out_grid_week
SELECT
    g.area_code, CAST(date_trunc('week', d.reported_at) AS DATE), d.category_code, d.channel_code, 'community', 'appeal',
    CASE WHEN g.area_code IS NULL THEN 'none' WHEN d.number % 5 = 0 THEN 'grid_name' ELSE 'point' END,
    count(*), count(*) FILTER (WHERE d.is_repeat)
FROM drawn AS d
LEFT JOIN ground AS g ON g.grid_no = d.grid_no
GROUP BY ALL
