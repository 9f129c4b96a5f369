-- One row per matter of the last refresh with a report in reach so far.
SELECT DISTINCT o.matter_id
FROM out_matter_report AS o
INNER JOIN reach_begun AS b ON b.report_id = o.report_id
