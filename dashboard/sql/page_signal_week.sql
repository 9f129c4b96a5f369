-- One row per week of a signal's last year, the oldest first.
SELECT week_start_date, observed_count, expected_count AS expected
FROM out_signal_week
WHERE signal_id = $signal_id
ORDER BY week_start_date
