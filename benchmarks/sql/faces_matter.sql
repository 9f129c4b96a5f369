-- One row per matter drawn: every fifth of four raised twice, some open, some overdue, some in groups.
INSERT INTO out_matter BY NAME
SELECT
    d.matter_id, CASE WHEN d.is_open AND d.of_point < 0.15 THEN 'G' || (d.founder // 40) END AS group_id, g.area_code,
    d.category_code, 'appeal' AS legal_category_code, d.channel_code, 'community' AS level_code,
    $titles[1 + d.founder % len($titles)] AS title, CASE WHEN d.is_open THEN 'accepted' ELSE 'closed' END AS status_code,
    d.is_open, d.of_state > 0.995 AS is_restricted, d.reported_at AS first_reported_at,
    coalesce(r.reported_at, d.reported_at) AS last_reported_at, CASE WHEN r.number IS NULL THEN 1 ELSE 2 END AS report_count,
    1 + d.founder % 7 AS people_count, concat('u', d.founder % 200) AS unit_id,
    CASE WHEN NOT d.is_open THEN d.reported_at + INTERVAL 20 DAY END AS closed_at,
    CASE WHEN d.is_open THEN CAST($as_of AS DATE) + CAST(d.founder % 50 AS INTEGER) END AS next_due_date,
    CASE WHEN d.is_open AND d.of_point > 0.8 THEN d.founder % 40 + 1 ELSE 0 END AS overdue_days
FROM drawn AS d
LEFT JOIN drawn AS r ON r.founder = d.founder AND r.is_repeat
LEFT JOIN ground AS g ON g.grid_no = d.grid_no
WHERE NOT d.is_repeat
ORDER BY d.number
