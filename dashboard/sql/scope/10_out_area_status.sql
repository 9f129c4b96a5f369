-- One row per area in scope: its standing; of a unit's viewer counted over his unit's matters, its band their highest.
CREATE OR REPLACE TEMP VIEW out_area_status AS
WITH own AS (
    SELECT
        p.ancestor_code AS area_code,
        CAST(sum(m.report_count) AS INTEGER) AS report_count,
        CAST(count(*) AS INTEGER) AS matter_count,
        CAST(count(*) FILTER (WHERE m.is_open) AS INTEGER) AS open_matter_count,
        CAST(count(*) FILTER (WHERE m.is_open AND m.overdue_days > 0) AS INTEGER) AS overdue_count,
        CAST(count(*) FILTER (WHERE m.is_open AND m.report_count > 1) AS INTEGER) AS repeat_count,
        CAST(count(DISTINCT m.group_id) FILTER (WHERE m.is_open) AS INTEGER) AS group_count,
        CAST(count(*) FILTER (WHERE m.first_reported_at >= f.as_of_date - INTERVAL 6 DAY) AS INTEGER) AS new_count,
        CAST(coalesce(sum(m.score) FILTER (WHERE m.band_code IN ('red', 'orange')), 0) AS INTEGER) AS score,
        max(CASE m.band_code WHEN 'red' THEN 3 WHEN 'orange' THEN 2 WHEN 'yellow' THEN 1 ELSE 0 END) AS band_no
    FROM seen_matter AS m
    INNER JOIN warehouse.out_area_path AS p ON p.area_code = m.area_code
    INNER JOIN scope AS s ON s.unit_name IS NOT NULL
    CROSS JOIN warehouse.out_refresh AS f
    GROUP BY p.ancestor_code
)
SELECT
    t.area_code,
    CASE WHEN s.unit_name IS NULL THEN t.report_count ELSE coalesce(o.report_count, 0) END AS report_count,
    CASE WHEN s.unit_name IS NULL THEN t.matter_count ELSE coalesce(o.matter_count, 0) END AS matter_count,
    CASE WHEN s.unit_name IS NULL THEN t.open_matter_count ELSE coalesce(o.open_matter_count, 0) END AS open_matter_count,
    CASE WHEN s.unit_name IS NULL THEN t.overdue_count ELSE coalesce(o.overdue_count, 0) END AS overdue_count,
    CASE WHEN s.unit_name IS NULL THEN t.repeat_count ELSE coalesce(o.repeat_count, 0) END AS repeat_count,
    CASE WHEN s.unit_name IS NULL THEN t.group_count ELSE coalesce(o.group_count, 0) END AS group_count,
    CASE WHEN s.unit_name IS NULL THEN t.new_count ELSE coalesce(o.new_count, 0) END AS new_count,
    CASE WHEN s.unit_name IS NULL THEN t.score ELSE coalesce(o.score, 0) END AS score,
    CASE
        WHEN s.unit_name IS NULL THEN t.band_code
        WHEN o.band_no = 3 THEN 'red'
        WHEN o.band_no = 2 THEN 'orange'
        WHEN o.band_no = 1 THEN 'yellow'
        WHEN t.screening_status_code = 'missing' THEN 'unknown'
        ELSE 'blue'
    END AS band_code,
    t.screening_status_code
FROM warehouse.out_area_status AS t
CROSS JOIN scope AS s
LEFT JOIN own AS o ON o.area_code = t.area_code
WHERE s.area_code IS NULL OR t.area_code IN (SELECT i.area_code FROM area_in_scope AS i)
