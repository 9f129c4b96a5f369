-- One row per report of which the last refresh had drawn another respondent, or one of the two had drawn none.
SELECT coalesce(n.report_id, o.report_id) AS report_id
FROM mention AS n
FULL JOIN out_mention AS o ON o.report_id = n.report_id
WHERE n.respondent_id IS NULL OR o.respondent_id IS NULL OR n.respondent_id <> o.respondent_id
