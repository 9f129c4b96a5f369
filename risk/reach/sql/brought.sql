-- One row per upload that brought reports: how many it brought, and how many of them were raised before $until and stand.
SELECT
    submission_id, count(*) AS report_count,
    count(*) FILTER (WHERE state_code = 'accepted' AND reported_at < $until) AS live_count
FROM core_report
GROUP BY submission_id
