-- Weeks of grids tell level, category in law and way of placing too, so that a briefing needs no report; restricted matters leave them.
CREATE TABLE out_grid_week_new (
    area_code VARCHAR,
    week_start_date DATE NOT NULL,
    category_code VARCHAR NOT NULL,
    channel_code VARCHAR NOT NULL,
    level_code VARCHAR NOT NULL,
    legal_category_code VARCHAR NOT NULL,
    located_by VARCHAR NOT NULL,
    report_count INTEGER NOT NULL,
    repeat_count INTEGER NOT NULL
);
INSERT INTO out_grid_week_new
SELECT
    p.area_code, CAST(date_trunc('week', CAST(r.reported_at AS DATE)) AS DATE), r.category_code, r.channel_code,
    r.level_code, r.legal_category_code, coalesce(p.located_by, 'none'),
    CAST(count(*) AS INTEGER), CAST(sum(CASE WHEN k.is_repeat THEN 1 ELSE 0 END) AS INTEGER)
FROM out_matter_report AS k
INNER JOIN core_report AS r ON r.report_id = k.report_id
INNER JOIN out_matter AS m ON m.matter_id = k.matter_id
LEFT JOIN out_place AS p ON p.report_id = k.report_id
WHERE NOT m.is_restricted
GROUP BY ALL;
DROP TABLE out_grid_week;
ALTER TABLE out_grid_week_new RENAME TO out_grid_week;
