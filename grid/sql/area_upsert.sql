-- One row per incoming area version: added, or put in the place of the same version.
INSERT INTO core_area (area_code, level_code, name, parent_code, valid_from_date)
SELECT area_code, level_code, name, parent_code, valid_from_date
FROM incoming_area
ON CONFLICT (area_code, valid_from_date) DO UPDATE SET
    level_code = EXCLUDED.level_code,
    name = EXCLUDED.name,
    parent_code = EXCLUDED.parent_code
