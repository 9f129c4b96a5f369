-- One row per report of this upload that waits for a decision.
UPDATE core_report SET state_code = 'parked'
WHERE submission_id = $submission_id AND report_id IN (SELECT report_id FROM parking)
