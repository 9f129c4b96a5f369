-- One row: the day everything derived is computed for; none before the first refresh.
SELECT as_of_date FROM out_refresh
