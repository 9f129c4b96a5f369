-- One row: the last upload that brought any report, and how many uploads were taken back.
SELECT
    coalesce((SELECT max(lpad(submission_id, 20, '0')) FROM core_report), '') AS last_submission,
    (SELECT count(*) FROM raw_submission WHERE withdrawn_at IS NOT NULL) AS withdrawn_count
