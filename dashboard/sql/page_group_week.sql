-- One row per week in which matters joined a group, as a general viewer may see it, with the day everything is computed for.
SELECT
    CAST(date_trunc('week', m.first_reported_at) AS DATE) AS week_start_date, count(*) AS matter_count,
    f.as_of_date
FROM seen_matter AS m
CROSS JOIN out_refresh AS f
WHERE m.group_id = $group_id
GROUP BY week_start_date, f.as_of_date
ORDER BY week_start_date
