-- One row per day on which the areas or boundaries in force change, earliest first.
SELECT valid_from_date AS start_date
FROM core_area
UNION
SELECT CAST(valid_to_date + INTERVAL 1 DAY AS DATE) AS start_date
FROM core_area
WHERE valid_to_date IS NOT NULL
ORDER BY start_date
