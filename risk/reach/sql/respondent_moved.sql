-- One row per office with open matters out of reach that has more or fewer open ones than before: how many now, and before.
SELECT respondent_id, open_count, before_count AS open_before_count
FROM respondent_open
WHERE kept_count > 0 AND open_count <> before_count
ORDER BY respondent_id
