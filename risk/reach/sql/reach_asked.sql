-- One row per report of which is asked anew what organisation its words speak of.
SELECT report_id FROM reach_touched
UNION ALL
SELECT report_id FROM reach_older
