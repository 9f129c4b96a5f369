-- One row per live report that bears a token of a near one: over these tokens are counted.
SELECT r.report_id
FROM core_report AS r
WHERE
    r.report_id IN (SELECT report_id FROM reach_borne) AND r.state_code = 'accepted' AND r.reported_at < $until
