-- One row per report whose point was a home: it keeps its grid and forgets the point.
UPDATE core_report AS r SET
    lon = NULL, lat = NULL, grid_text = coalesce(p.area_code, r.grid_text)
FROM out_place AS p
WHERE p.report_id = r.report_id AND r.report_id IN (SELECT report_id FROM placed_home) AND r.lon IS NOT NULL
