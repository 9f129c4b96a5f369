-- One row per petitioner of a near report, and per other one who bears a token of theirs: what linking reads of them.
SELECT * FROM near_party
UNION ALL
SELECT b.*
FROM borne_party AS b
LEFT JOIN reach_near AS n ON n.report_id = b.report_id
WHERE n.report_id IS NULL
