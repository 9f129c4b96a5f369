-- One row: the first day of the ledger.
SELECT CAST(min(reported_at) AS DATE) AS first_date FROM seen_report WHERE state_code = 'accepted'
