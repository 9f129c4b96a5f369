-- One row: the last upload that brought any report, and how many uploads were taken back.
SELECT
    coalesce(
        (SELECT max(lpad(submission_id, 20, '0')) FROM (SELECT DISTINCT submission_id FROM core_report) AS brought), ''
    ) AS last_submission,
    (SELECT count(*) FROM raw_submission WHERE withdrawn_at IS NOT NULL) AS withdrawn_count
