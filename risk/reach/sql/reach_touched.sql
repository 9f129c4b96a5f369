-- One row per report that was touched: named, with an act or an assignment that was, or judged.
SELECT r.report_id, o.report_id IS NOT NULL AS is_known, n.id IS NOT NULL AS is_named
FROM core_report AS r
LEFT JOIN out_matter_report AS o ON o.report_id = r.report_id
LEFT JOIN reach_named AS n ON n.id = r.report_id
WHERE r.report_id IN (
    SELECT id FROM reach_named
    UNION
    SELECT report_id FROM core_event
    WHERE event_id IN (SELECT id FROM reach_named) OR CAST(hash(report_id) % 256 AS INTEGER) IN (SELECT bucket_no FROM reach_bucket)
    UNION
    SELECT report_id FROM core_measure
    WHERE measure_id IN (SELECT id FROM reach_named) OR CAST(hash(report_id) % 256 AS INTEGER) IN (SELECT bucket_no FROM reach_bucket)
    UNION
    SELECT report_id FROM core_judgement WHERE about_code = 'matter'
    UNION
    SELECT other_report_id AS report_id FROM core_judgement WHERE about_code = 'matter'
)
