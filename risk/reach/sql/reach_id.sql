-- One row per id of a report that was touched: named, with an act or an assignment that was, or judged.
SELECT id FROM reach_named
UNION
SELECT report_id AS id FROM core_event
WHERE event_id IN (SELECT id FROM reach_named) OR CAST(hash(report_id) % 256 AS INTEGER) IN (SELECT bucket_no FROM reach_bucket)
UNION
SELECT report_id AS id FROM core_measure
WHERE measure_id IN (SELECT id FROM reach_named) OR CAST(hash(report_id) % 256 AS INTEGER) IN (SELECT bucket_no FROM reach_bucket)
UNION
SELECT report_id AS id FROM core_judgement WHERE about_code = 'matter'
UNION
SELECT other_report_id AS id FROM core_judgement WHERE about_code = 'matter'
