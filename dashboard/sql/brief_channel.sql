-- One row per channel: reports of this week and of the one before.
WITH part AS (
    SELECT
        channel_code AS part_code,
        count(*) FILTER (WHERE reported_at >= $monday) AS report_count,
        count(*) FILTER (WHERE reported_at < $monday) AS previous_count
    FROM seen_report
    WHERE state_code = 'accepted' AND reported_at >= $monday - 7 AND reported_at < $monday + 7
    GROUP BY part_code
)
SELECT p.part_code, c.name, c.name_en, p.report_count, p.previous_count
FROM part AS p
LEFT JOIN core_code AS c ON c.set_code = 'channel' AND c.code = p.part_code
ORDER BY p.part_code
