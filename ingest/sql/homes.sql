-- One row per report whose point was a home, as it is placed from now on: by its grid.
SELECT report_id, reported_at, lon, lat, grid_text, village_name, town_name, place_text
FROM core_report
WHERE report_id IN (SELECT report_id FROM placed_home)
