-- One row per area that had no parent and lies in one: it gets that parent.
UPDATE core_area
SET parent_code = adopted_area.parent_code
FROM adopted_area
WHERE adopted_area.area_code = core_area.area_code
    AND core_area.parent_code IS NULL
    AND core_area.valid_from_date <= $on
    AND (core_area.valid_to_date IS NULL OR core_area.valid_to_date >= $on)
