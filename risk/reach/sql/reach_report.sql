-- One row per report in reach: those of the matters in reach, and those that may found or join one.
SELECT report_id FROM report_before
UNION
SELECT report_id FROM reach_begun
