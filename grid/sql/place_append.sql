-- One row per report placed anew.
INSERT INTO out_place (report_id, area_code, located_by, location_confidence_share, distance_m, lon, lat)
SELECT report_id, area_code, located_by, location_confidence_share, distance_m, lon, lat
FROM placed_row
