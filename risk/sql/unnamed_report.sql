-- One row per live report that names no organisation as respondent, in order: what it says.
SELECT r.report_index, coalesce(c.title, '') || ' ' || coalesce(c.narrative, '') AS story
FROM live_report AS r
INNER JOIN core_report AS c ON c.report_id = r.report_id
WHERE r.respondent_id IS NULL
ORDER BY r.report_index
