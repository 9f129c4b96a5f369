-- One row: days from the first live report to $as_of, both counted; 0 when there is none.
SELECT coalesce(date_diff('day', min(reported_date), $as_of) + 1, 0) AS day_count FROM live_report
