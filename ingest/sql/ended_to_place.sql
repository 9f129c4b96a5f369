-- One row per report that got its former values back or stands for nothing any more: what placing it needs.
SELECT report_id, reported_at, lon, lat, grid_text, village_name, town_name, place_text
FROM core_report
WHERE report_id IN (SELECT report_id FROM ended_version)
