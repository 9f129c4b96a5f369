-- One row per organisation, or kind and community, that a matter in reach is about, was about or may be about.
WITH matter AS (
    SELECT DISTINCT o.matter_id
    FROM out_matter_report AS o
    INNER JOIN reach_begun AS b ON b.report_id = o.report_id
),

named AS (
    SELECT r.report_id, coalesce(r.respondent_id, m.respondent_id) AS respondent_id, r.category_code
    FROM core_report AS r
    INNER JOIN reach_begun AS b ON b.report_id = r.report_id
    LEFT JOIN mention_now AS m ON m.report_id = r.report_id
)

SELECT DISTINCT o.respondent_id, CAST(NULL AS VARCHAR) AS category_code, CAST(NULL AS VARCHAR) AS home_code
FROM out_matter AS o
INNER JOIN matter AS m ON m.matter_id = o.matter_id
WHERE o.respondent_id IS NOT NULL
UNION
SELECT DISTINCT respondent_id, CAST(NULL AS VARCHAR) AS category_code, CAST(NULL AS VARCHAR) AS home_code
FROM named
WHERE respondent_id IS NOT NULL
UNION
SELECT DISTINCT id AS respondent_id, CAST(NULL AS VARCHAR) AS category_code, CAST(NULL AS VARCHAR) AS home_code
FROM reach_unit
UNION
SELECT DISTINCT CAST(NULL AS VARCHAR) AS respondent_id, o.category_code, h.home_code
FROM out_matter AS o
INNER JOIN matter AS m ON m.matter_id = o.matter_id
INNER JOIN setting_code AS c ON c.use_code = 'place_category' AND c.code = o.category_code
INNER JOIN area_home AS h ON h.area_code = o.area_code
WHERE o.respondent_id IS NULL
UNION
SELECT DISTINCT CAST(NULL AS VARCHAR) AS respondent_id, n.category_code, h.home_code
FROM named AS n
INNER JOIN setting_code AS c ON c.use_code = 'place_category' AND c.code = n.category_code
INNER JOIN place_now AS p ON p.report_id = n.report_id
INNER JOIN area_home AS h ON h.area_code = p.area_code
