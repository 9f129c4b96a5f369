-- One row per level that has boundaries in force on $on.
SELECT DISTINCT core_area.level_code
FROM core_area
JOIN core_boundary
    ON core_boundary.area_code = core_area.area_code
    AND core_boundary.valid_from_date = core_area.valid_from_date
WHERE core_area.valid_from_date <= $on
    AND (core_area.valid_to_date IS NULL OR core_area.valid_to_date >= $on)
