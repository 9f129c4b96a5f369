-- One row per matter of the last refresh in reach: with a report in reach, or about what one of those is about.
SELECT matter_id FROM reach_own
UNION
SELECT m.matter_id
FROM out_matter AS m
LEFT JOIN reach_office AS f ON f.respondent_id = m.respondent_id
WHERE
    m.respondent_id IN (SELECT respondent_id FROM reach_cause WHERE respondent_id IS NOT NULL)
    AND (f.respondent_id IS NULL OR m.area_code IN (SELECT area_code FROM reach_area))
UNION
SELECT m.matter_id
FROM out_matter AS m
INNER JOIN area_home AS h ON h.area_code = m.area_code
INNER JOIN reach_cause AS c ON c.category_code = m.category_code AND c.home_code = h.home_code
WHERE m.respondent_id IS NULL
