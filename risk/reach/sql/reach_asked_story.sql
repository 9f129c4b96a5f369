-- One row per asked report that names no organisation as respondent, in order: what it says.
SELECT r.report_id, coalesce(r.title, '') || ' ' || coalesce(r.narrative, '') AS story
FROM core_report AS r
INNER JOIN reach_asked AS a ON a.report_id = r.report_id
WHERE r.respondent_id IS NULL AND r.state_code = 'accepted' AND r.reported_at < $until
ORDER BY r.report_id
