-- One row per organisation with open matters that are not restricted: how many.
SELECT respondent_id, count(*) AS open_count
FROM live_matter
WHERE is_open AND NOT is_restricted AND respondent_id IS NOT NULL
GROUP BY respondent_id
