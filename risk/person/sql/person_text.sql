-- One row per report to be read, in order: what it says.
SELECT a.report_index, coalesce(c.title, '') || ' ' || coalesce(c.narrative, '') AS story
FROM person_text_of AS t
INNER JOIN person_asked AS a ON a.report_index = t.report_index
INNER JOIN core_report AS c ON c.report_id = a.report_id
ORDER BY a.report_index
