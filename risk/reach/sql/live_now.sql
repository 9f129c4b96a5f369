-- One row per live report that bears a token of a near one: over these tokens are counted.
SELECT report_id
FROM far_report
WHERE report_id IN (SELECT report_id FROM reach_borne) AND state_code = 'accepted' AND reported_at < $until
