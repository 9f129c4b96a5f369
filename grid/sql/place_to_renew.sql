-- One row per report at a point of judged_point whose place says otherwise of it: it was a placeholder, or is one now.
WITH marked AS (
    SELECT report_id
    FROM out_place
    WHERE doubt_code = 'placeholder'
),

stale AS (
    SELECT r.report_id
    FROM core_report AS r
    JOIN marked AS m ON m.report_id = r.report_id
    JOIN judged_point AS j ON j.lon = r.lon AND j.lat = r.lat
    WHERE NOT EXISTS (FROM placeholder_point AS p WHERE p.lon = r.lon AND p.lat = r.lat)
    UNION ALL
    SELECT r.report_id
    FROM core_report AS r
    JOIN placeholder_point AS p ON p.lon = r.lon AND p.lat = r.lat
    WHERE r.report_id NOT IN (SELECT report_id FROM marked)
)

SELECT report_id, reported_at, lon, lat, grid_text, village_name, town_name, place_text
FROM core_report
WHERE report_id IN (SELECT report_id FROM stale)
