-- One row per area of $level with a boundary in force on $on, with all a check of boundaries needs, in the order of area_code.
SELECT
    core_area.area_code,
    core_area.name,
    core_area.parent_code,
    core_boundary.shape_wkb
FROM core_area
JOIN core_boundary
    ON core_boundary.area_code = core_area.area_code
    AND core_boundary.valid_from_date = core_area.valid_from_date
WHERE core_area.level_code = $level
    AND core_area.valid_from_date <= $on
    AND (core_area.valid_to_date IS NULL OR core_area.valid_to_date >= $on)
ORDER BY core_area.area_code
