-- One row per report whose respondent was drawn from its own words, as out_mention holds it.
SELECT r.report_id, d.respondent_id
FROM drawn AS d
INNER JOIN live_report AS r ON r.report_index = d.report_index
