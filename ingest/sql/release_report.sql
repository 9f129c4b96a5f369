-- One row per report that stands for itself again.
UPDATE core_report SET state_code = 'accepted'
WHERE report_id IN (SELECT report_id FROM released_report)
