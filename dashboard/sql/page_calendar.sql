-- One row per listed day since a day: whether it is worked; a limit is explained by it.
SELECT day_date, is_working
FROM core_calendar
WHERE day_date >= $since
ORDER BY day_date
