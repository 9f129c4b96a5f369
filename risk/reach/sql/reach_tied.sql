-- One row per report in reach so far, and per report that a link ties to one of them.
SELECT report_id FROM reach_begun
UNION
SELECT l.other_report_id AS report_id FROM out_link AS l INNER JOIN reach_begun AS o ON o.report_id = l.report_id
UNION
SELECT l.report_id FROM out_link AS l INNER JOIN reach_begun AS o ON o.report_id = l.other_report_id
