-- One row per report in reach: those of the matters in reach, and those that may found or join one.
SELECT o.report_id
FROM out_matter_report AS o
INNER JOIN reach_matter AS m ON m.matter_id = o.matter_id
UNION
SELECT report_id FROM reach_begun
