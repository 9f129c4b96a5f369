-- One row per report read anew of which another respondent is drawn than before, or of which one of the two was none.
SELECT a.report_id
FROM reach_asked AS a
LEFT JOIN out_mention AS o ON o.report_id = a.report_id
LEFT JOIN drawn AS d ON d.report_id = a.report_id
WHERE coalesce(o.respondent_id, '') <> coalesce(d.respondent_id, '')
