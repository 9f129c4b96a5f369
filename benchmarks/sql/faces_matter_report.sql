-- One row per report drawn and its matter.
INSERT INTO out_matter_report
SELECT report_id, matter_id, CASE WHEN is_repeat THEN 2 ELSE 1 END, is_repeat FROM drawn
