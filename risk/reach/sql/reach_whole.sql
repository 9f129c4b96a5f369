-- One row per report in reach so far, and per report of their matters.
SELECT o.report_id
FROM out_matter_report AS o
INNER JOIN reach_own AS m ON m.matter_id = o.matter_id
UNION
SELECT report_id FROM reach_begun
