-- One row per town, kind and channel: its names.
SELECT 'area' AS cut_code, area_code AS code, max(name) AS name, max(name) AS name_en
FROM core_area
WHERE level_code = 'town'
GROUP BY area_code
UNION ALL
SELECT set_code AS cut_code, code, name, name_en FROM core_code WHERE set_code IN ('category', 'channel')
