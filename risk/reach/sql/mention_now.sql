-- One row per report whose respondent is drawn from its own words: as before, or as drawn anew.
SELECT m.report_id, m.respondent_id
FROM out_mention AS m
LEFT JOIN reach_asked AS a ON a.report_id = m.report_id
WHERE a.report_id IS NULL
UNION ALL
SELECT report_id, respondent_id FROM drawn
