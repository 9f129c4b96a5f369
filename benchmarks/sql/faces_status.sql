-- One row per area of any level, counted from the open matters; one in thirty without a return.
INSERT INTO out_area_status
SELECT
    p.ancestor_code, count(m.matter_id), count(m.matter_id), count(*) FILTER (WHERE m.is_open),
    count(*) FILTER (WHERE m.is_open AND m.overdue_days > 0), count(*) FILTER (WHERE m.is_open AND m.report_count > 1),
    count(DISTINCT m.group_id), count(*) FILTER (WHERE m.first_reported_at >= $as_of - INTERVAL 6 DAY),
    coalesce(sum(s.score) FILTER (WHERE s.score >= 70), 0),
    CASE
        WHEN hash(p.ancestor_code) % 30 = 0 THEN 'unknown' WHEN max(s.score) >= 99 THEN 'red'
        WHEN max(s.score) >= 90 THEN 'orange' WHEN max(s.score) >= 40 THEN 'yellow' ELSE 'blue'
    END,
    CASE WHEN hash(p.ancestor_code) % 30 = 0 THEN 'missing' ELSE 'returned' END
FROM out_area_path AS p
LEFT JOIN out_matter AS m ON m.area_code = p.area_code AND NOT m.is_restricted
LEFT JOIN out_score AS s ON s.matter_id = m.matter_id
GROUP BY p.ancestor_code
