-- One row per signal and day it was looked at by $as_of, in order of days.
SELECT
    signal_id, as_of_date, is_found, grid_codes, starts_on_date, observed_count, expected_count, recurrence_interval_days
FROM core_signal_day
WHERE as_of_date <= $as_of
ORDER BY signal_id, as_of_date
