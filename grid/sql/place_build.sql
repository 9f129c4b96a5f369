-- One row per report placed.
CREATE OR REPLACE TEMP TABLE built_place AS
SELECT report_id, area_code, located_by, location_confidence_share, distance_m, lon, lat,
    CAST(NULL AS VARCHAR) AS declared_code, CAST(NULL AS DOUBLE) AS declared_m, CAST(NULL AS VARCHAR) AS doubt_code
FROM placed_row
