-- One row per report, with what may say where it is.
SELECT report_id, reported_at, lon, lat, grid_text, village_name, town_name, place_text, state_code
FROM core_report
