-- One row per incoming area of which some version is held.
SELECT DISTINCT incoming_area.area_code
FROM incoming_area
JOIN core_area ON core_area.area_code = incoming_area.area_code
