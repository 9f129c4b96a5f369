-- One row per report of a candidate pair, in order: what it says.
SELECT t.report_index, coalesce(c.title, '') || ' ' || coalesce(c.narrative, '') AS story
FROM link_text_of AS t
INNER JOIN live_report AS r ON r.report_index = t.report_index
INNER JOIN core_report AS c ON c.report_id = r.report_id
ORDER BY t.report_index
