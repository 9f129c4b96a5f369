-- One row per verdict on the rows of all uploads that stand, with the rows and uploads in all.
WITH stand AS (
    SELECT * FROM raw_submission WHERE withdrawn_at IS NULL
),
part AS (
    SELECT 'new' AS part_code, sum(new_count) AS row_count FROM stand
    UNION ALL SELECT 'unchanged', sum(unchanged_count) FROM stand
    UNION ALL SELECT 'changed', sum(changed_count) FROM stand
    UNION ALL SELECT 'parked', sum(parked_count) FROM stand
    UNION ALL SELECT 'rejected', sum(rejected_count) FROM stand
)
SELECT
    part_code, CAST(coalesce(row_count, 0) AS BIGINT) AS row_count,
    (SELECT CAST(coalesce(sum(row_count), 0) AS BIGINT) FROM part) AS all_count, (SELECT count(*) FROM stand) AS submission_total
FROM part
ORDER BY part_code
