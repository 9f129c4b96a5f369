-- One row per incoming area that is held already, exactly so.
SELECT incoming_area.area_code
FROM incoming_area
JOIN core_area
    ON core_area.area_code = incoming_area.area_code
    AND core_area.valid_from_date = incoming_area.valid_from_date
JOIN core_boundary
    ON core_boundary.area_code = incoming_area.area_code
    AND core_boundary.valid_from_date = incoming_area.valid_from_date
WHERE core_area.level_code = incoming_area.level_code
    AND core_area.name = incoming_area.name
    AND core_area.parent_code IS NOT DISTINCT FROM incoming_area.parent_code
    AND core_boundary.shape_wkb = incoming_area.shape_wkb
    AND core_boundary.source_crs_code = incoming_area.source_crs_code
    AND core_boundary.is_repaired = incoming_area.is_repaired
