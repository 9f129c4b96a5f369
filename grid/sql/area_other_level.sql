-- One row per incoming area whose code is held at another level, with that level and whether the shape is the same.
SELECT
    incoming_area.area_code,
    ARG_MAX(core_area.level_code, core_area.valid_from_date) AS held_level_code,
    ARG_MAX(core_area.name, core_area.valid_from_date) AS held_name,
    BOOL_AND(COALESCE(
        core_boundary.shape_wkb = incoming_area.shape_wkb
        AND core_boundary.valid_from_date = incoming_area.valid_from_date,
        FALSE
    )) AS is_same_shape
FROM incoming_area
JOIN core_area
    ON core_area.area_code = incoming_area.area_code
    AND core_area.level_code <> incoming_area.level_code
LEFT JOIN core_boundary
    ON core_boundary.area_code = core_area.area_code
    AND core_boundary.valid_from_date = core_area.valid_from_date
GROUP BY incoming_area.area_code
