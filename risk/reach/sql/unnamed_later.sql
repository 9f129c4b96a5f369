-- One row: reports that an upload since $last_submission brought and nobody named.
SELECT count(*) AS report_count
FROM core_report
WHERE
    submission_id IN (
        SELECT submission_id
        FROM (SELECT DISTINCT submission_id FROM core_report) AS brought
        WHERE lpad(submission_id, 20, '0') > $last_submission
    )
    AND report_id NOT IN (SELECT id FROM reach_named)
