-- One row: accepted reports raised before $until.
SELECT count(*) AS report_count FROM core_report WHERE state_code = 'accepted' AND reported_at < $until
