-- One row per report placed anew.
INSERT INTO out_place BY NAME
SELECT
    report_id, area_code, located_by, location_confidence_share, distance_m, lon, lat,
    declared_code, declared_m, doubt_code
FROM placed_row
