-- One row: reports that an upload since $last_submission brought and nobody named.
SELECT count(*) AS report_count
FROM core_report
WHERE lpad(submission_id, 20, '0') > $last_submission AND report_id NOT IN (SELECT id FROM reach_named)
