-- One row: all uploads that stand, and how their rows fared.
SELECT
    count(*) AS submission_count, CAST(coalesce(sum(row_count), 0) AS BIGINT) AS row_count,
    CAST(coalesce(sum(new_count), 0) AS BIGINT) AS new_count,
    CAST(coalesce(sum(unchanged_count), 0) AS BIGINT) AS unchanged_count,
    CAST(coalesce(sum(changed_count), 0) AS BIGINT) AS changed_count,
    CAST(coalesce(sum(parked_count), 0) AS BIGINT) AS parked_count,
    CAST(coalesce(sum(rejected_count), 0) AS BIGINT) AS rejected_count
FROM raw_submission
WHERE withdrawn_at IS NULL
