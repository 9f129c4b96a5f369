-- One row per organisation, or kind and community, that a matter in reach is about, was about or may be about.
SELECT DISTINCT respondent_id, CAST(NULL AS VARCHAR) AS category_code, CAST(NULL AS VARCHAR) AS home_code
FROM reach_about
WHERE respondent_id IS NOT NULL
UNION
SELECT id AS respondent_id, CAST(NULL AS VARCHAR) AS category_code, CAST(NULL AS VARCHAR) AS home_code
FROM reach_unit
UNION
SELECT DISTINCT CAST(NULL AS VARCHAR) AS respondent_id, a.category_code, h.home_code
FROM reach_about AS a
INNER JOIN setting_code AS c ON c.use_code = 'place_category' AND c.code = a.category_code
INNER JOIN area_home AS h ON h.area_code = a.area_code
WHERE a.is_nobodys
