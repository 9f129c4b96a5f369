-- One row per report this viewer may see: its id alone.
CREATE OR REPLACE TEMP VIEW report_in_scope AS
SELECT report_id FROM seen_report
