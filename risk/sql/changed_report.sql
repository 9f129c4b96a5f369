-- One row per live report whose pairs must be worked out anew: touched, judged, or unknown to the last refresh.
SELECT r.report_id
FROM live_report AS r
LEFT JOIN out_matter_report AS m ON m.report_id = r.report_id
WHERE
    m.report_id IS NULL
    OR r.report_id IN (SELECT report_id FROM touched_report)
    OR r.report_id IN (SELECT report_id FROM core_judgement WHERE about_code = 'matter')
    OR r.report_id IN (SELECT other_report_id FROM core_judgement WHERE about_code = 'matter')
