-- One row: the refresh everything is counted from; none before the first.
SELECT as_of_date, refreshed_at, report_count
FROM out_refresh
