-- One row per organisation in reach that is an office, as it was before: what is raised about it is joined within one area only.
WITH named AS (
    SELECT r.respondent_id, r.name FROM reach_cause AS c INNER JOIN core_respondent AS r ON r.respondent_id = c.respondent_id
)

SELECT r.respondent_id
FROM named AS r
INNER JOIN setting_code AS e ON e.use_code = 'office_ending' AND r.name LIKE '%' || e.code
WHERE r.respondent_id NOT IN (SELECT id FROM reach_unit)
UNION
SELECT c.respondent_id
FROM reach_cause AS c
INNER JOIN core_unit AS u ON u.unit_id = c.respondent_id
WHERE c.respondent_id NOT IN (SELECT id FROM reach_unit)
