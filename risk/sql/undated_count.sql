-- One row: the accepted reports told settled without any day, which count as settled the day they were raised.
SELECT count(*) AS undated_count
FROM core_report
WHERE state_code = 'accepted' AND status_code IN ('settled', 'closed') AND closed_at IS NULL AND replied_at IS NULL
