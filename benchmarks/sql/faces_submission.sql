-- One row per upload of 5,000 rows.
INSERT INTO raw_submission
SELECT
    submission_id, submission_id || '.xlsx', md5(submission_id), 'default', 'benchmark', NULL, max(loaded_at), 1,
    count(*), count(*), 0, 0, 0, 0, count(*), [], NULL
FROM core_report
GROUP BY submission_id
