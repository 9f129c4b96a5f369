-- One row per area: whether screening returns for it came lately; above communities, whether enough of its communities returned.
WITH upper_area AS (
    SELECT DISTINCT ancestor_code AS area_code FROM path_now WHERE ancestor_code <> area_code
),

home AS (
    SELECT n.area_code, s.report_count
    FROM area_now AS n
    INNER JOIN area_home AS h ON h.area_code = n.area_code AND h.home_code = n.area_code
    LEFT JOIN upper_area AS u ON u.area_code = n.area_code
    LEFT JOIN screening_home AS s ON s.area_code = n.area_code
    WHERE n.level_code = 'community' OR u.area_code IS NULL
),

above AS (
    SELECT
        p.ancestor_code AS area_code,
        count(*) AS home_count,
        count(h.report_count) AS returned_count,
        sum(h.report_count) AS report_count
    FROM path_now AS p
    INNER JOIN home AS h ON h.area_code = p.area_code
    GROUP BY p.ancestor_code
),

known AS (
    SELECT
        n.area_code,
        coalesce(o.report_count, s.report_count) AS own_count,
        a.home_count,
        coalesce(a.returned_count, 0) AS returned_count,
        coalesce(a.report_count, 0) AS report_count
    FROM area_now AS n
    LEFT JOIN screening_home AS o ON o.area_code = n.area_code
    LEFT JOIN area_home AS h ON h.area_code = n.area_code
    LEFT JOIN screening_home AS s ON s.area_code = h.home_code
    LEFT JOIN above AS a ON a.area_code = n.area_code
)

SELECT
    area_code,
    CASE
        WHEN own_count > 0 THEN 'returned'
        WHEN home_count > 0 AND returned_count >= $return_share * home_count AND returned_count > 0
            THEN CASE WHEN report_count > 0 THEN 'returned' ELSE 'nil' END
        WHEN own_count = 0 THEN 'nil'
        ELSE 'missing'
    END AS screening_status_code
FROM known
