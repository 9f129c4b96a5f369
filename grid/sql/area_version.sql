-- One row per version of an area, with its boundary when it has one: all that placing a report depends on.
SELECT
    core_area.area_code,
    core_area.level_code,
    core_area.name,
    core_area.parent_code,
    core_area.valid_from_date,
    core_area.valid_to_date,
    core_boundary.inner_lon,
    core_boundary.inner_lat,
    core_boundary.shape_wkb
FROM core_area
LEFT JOIN core_boundary
    ON core_boundary.area_code = core_area.area_code
    AND core_boundary.valid_from_date = core_area.valid_from_date
ORDER BY core_area.valid_from_date, core_area.area_code
