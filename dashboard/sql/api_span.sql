-- One row: the first week with a report; null when there is none.
SELECT CAST(date_trunc('week', min(reported_at)) AS DATE) AS first_date
FROM seen_report
WHERE state_code = 'accepted'
