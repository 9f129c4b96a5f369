-- One row: what everything derived was computed for; none before the first refresh.
SELECT as_of_date, config_hash FROM out_refresh
