-- One row per report that no standing upload ever brought.
UPDATE core_report SET state_code = 'withdrawn'
WHERE report_id IN (SELECT report_id FROM ended_version WHERE former_no IS NULL)
