-- One row per name the site keeps for a place that is no area's name.
SELECT DISTINCT name, kind_code, area_code
FROM core_local_name
ORDER BY name, kind_code, area_code
