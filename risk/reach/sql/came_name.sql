-- One row per organisation that came, with its name.
SELECT respondent_id, replace(name, ' ', '') AS name FROM core_respondent WHERE list_contains($ids, respondent_id)
