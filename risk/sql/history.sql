-- One row: the first and last day on which an accepted report was raised before $until.
SELECT CAST(min(reported_at) AS DATE) AS first_date, CAST(max(reported_at) AS DATE) AS last_date
FROM core_report
WHERE state_code = 'accepted' AND reported_at < $until
