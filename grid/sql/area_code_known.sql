-- One row per area code ever held.
SELECT DISTINCT area_code
FROM core_area
