-- One row: reports of this week that wait for a person's decision, and all that wait up to its end.
SELECT
    count(*) FILTER (WHERE reported_at >= $monday) AS week_parked_count,
    count(*) AS all_parked_count
FROM seen_report
WHERE state_code = 'parked' AND reported_at < $monday + 7
