-- One row per name that is an area's own, and so says where but not what the cause is.
SELECT DISTINCT name FROM core_area
UNION
SELECT DISTINCT village_name AS name FROM core_report WHERE village_name IS NOT NULL AND reported_at < $until
UNION
SELECT DISTINCT town_name AS name FROM core_report WHERE town_name IS NOT NULL AND reported_at < $until
