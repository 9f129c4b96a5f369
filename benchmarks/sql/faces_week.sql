-- One row per grid × week × kind × channel.
INSERT INTO out_grid_week
SELECT
    g.area_code, CAST(date_trunc('week', d.reported_at) AS DATE), d.category_code, d.channel_code, count(*),
    count(*) FILTER (WHERE d.is_repeat)
FROM drawn AS d
LEFT JOIN ground AS g ON g.grid_no = d.grid_no
GROUP BY ALL
