-- One row: what all uploads together became, and how many reports could be placed.
SELECT
    sum(row_count)::BIGINT AS row_count,
    sum(new_count)::BIGINT AS new_count,
    sum(unchanged_count)::BIGINT AS unchanged_count,
    sum(changed_count)::BIGINT AS changed_count,
    sum(parked_count)::BIGINT AS parked_count,
    sum(rejected_count)::BIGINT AS rejected_count,
    count(*) AS submission_count,
    (SELECT count(*) FROM seen_report WHERE state_code = 'accepted') AS report_count,
    (SELECT count(*) FROM seen_report WHERE state_code = 'accepted' AND area_code IS NOT NULL) AS placed_count
FROM raw_submission
WHERE withdrawn_at IS NULL
