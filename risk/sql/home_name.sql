-- One row per name that only one community bears, as it is and without 村 or 社区 at its end: the community.
WITH called AS (
    SELECT a.area_code, a.name
    FROM core_area AS a
    INNER JOIN area_home AS h ON h.area_code = a.area_code AND h.home_code = a.area_code
    UNION ALL
    SELECT a.area_code, regexp_replace(a.name, '(村民委员会|居民委员会|村委会|居委会|社区|村)$', '') AS name
    FROM core_area AS a
    INNER JOIN area_home AS h ON h.area_code = a.area_code AND h.home_code = a.area_code
)

SELECT name, min(area_code) AS home_code
FROM called
WHERE length(name) > 1
GROUP BY name
HAVING count(DISTINCT area_code) = 1
