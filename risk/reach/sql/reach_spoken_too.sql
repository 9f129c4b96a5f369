-- One row per report of which another respondent is drawn, if it was not touched already.
SELECT s.id
FROM reach_spoken AS s
LEFT JOIN reach_touched AS t ON t.report_id = s.id
WHERE t.report_id IS NULL
