-- One row per name of a site's own.
INSERT INTO core_local_name (name, kind_code, area_code)
SELECT name, kind_code, area_code
FROM local_name
