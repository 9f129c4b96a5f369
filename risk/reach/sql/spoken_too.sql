-- One row more per report of which another respondent is drawn, if it was not touched already.
INSERT INTO reach_touched
SELECT s.id AS report_id, TRUE AS is_known, FALSE AS is_named
FROM reach_spoken AS s
LEFT JOIN reach_touched AS t ON t.report_id = s.id
WHERE t.report_id IS NULL
