-- One row: how many uploads were taken back.
SELECT count(*) AS withdrawn_count FROM raw_submission WHERE withdrawn_at IS NOT NULL
