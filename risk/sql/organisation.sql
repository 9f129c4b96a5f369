-- One row per organisation that sheets name as respondent, with its name.
SELECT respondent_id, replace(name, ' ', '') AS name
FROM core_respondent
ORDER BY respondent_id
