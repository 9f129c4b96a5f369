-- One row per asked report that names no organisation as respondent, in order: what it says.
SELECT report_id, coalesce(title, '') || ' ' || coalesce(narrative, '') AS story
FROM (
    SELECT report_id, title, narrative, respondent_id, state_code, reported_at FROM reach_touched
    UNION ALL
    SELECT report_id, title, narrative, respondent_id, state_code, reported_at FROM reach_older
) AS asked
WHERE respondent_id IS NULL AND state_code = 'accepted' AND reported_at < $until
ORDER BY report_id
