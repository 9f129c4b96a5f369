-- One row: the day everything derived is computed for, and when; none before the first refresh.
SELECT as_of_date, refreshed_at FROM out_refresh
