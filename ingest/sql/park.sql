-- One row per report that waits for a decision.
UPDATE core_report SET state_code = 'parked'
WHERE report_id IN (SELECT report_id FROM look_alike)
