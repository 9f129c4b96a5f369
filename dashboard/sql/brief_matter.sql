-- One row per open matter of a list (watch, overdue, due_soon, joint or long), the first of it; no words of its story.
WITH listed AS (
    SELECT
        m.*,
        CASE $list_code
            WHEN 'overdue' THEN -m.overdue_days
            WHEN 'due_soon' THEN m.next_due_date - f.as_of_date
            WHEN 'joint' THEN -m.people_count
            WHEN 'long' THEN CAST(m.first_reported_at AS DATE) - f.as_of_date
            ELSE 0
        END AS order_no
    FROM brief_open_matter AS m
    CROSS JOIN out_refresh AS f
    WHERE CASE $list_code
        WHEN 'overdue' THEN m.overdue_days > 0
        WHEN 'due_soon' THEN m.next_due_date BETWEEN f.as_of_date AND f.as_of_date + 7
        WHEN 'joint' THEN m.people_count >= 5
        WHEN 'long' THEN CAST(m.first_reported_at AS DATE) < f.as_of_date - 90
        ELSE m.rank_no IS NOT NULL
    END
    ORDER BY order_no, m.rank_no NULLS LAST, m.matter_id
    LIMIT $limit
),
place AS (
    SELECT
        p.area_code,
        string_agg(a.name, ' ' ORDER BY p.ancestor_level_code DESC)
            FILTER (WHERE p.ancestor_level_code IN ('town', 'community')) AS place_name,
        min(a.name) FILTER (WHERE p.ancestor_code = p.area_code) AS own_name
    FROM out_area_path AS p
    CROSS JOIN out_refresh AS f
    INNER JOIN core_area AS a
        ON a.area_code = p.ancestor_code AND a.valid_from_date <= f.as_of_date
        AND (a.valid_to_date IS NULL OR a.valid_to_date >= f.as_of_date)
    WHERE p.area_code IN (SELECT area_code FROM listed)
    GROUP BY p.area_code
)
SELECT
    m.matter_id, m.category_code, c.name, c.name_en, coalesce(p.place_name, p.own_name) AS place_name, m.band_code,
    m.score, u.name AS unit_name, m.next_due_date, m.overdue_days, m.people_count, m.report_count,
    CAST(m.first_reported_at AS DATE) AS first_date, m.rank_no
FROM listed AS m
LEFT JOIN place AS p ON p.area_code = m.area_code
LEFT JOIN core_unit AS u ON u.unit_id = m.unit_id
LEFT JOIN core_code AS c ON c.set_code = 'category' AND c.code = m.category_code
ORDER BY m.order_no, m.rank_no NULLS LAST, m.matter_id
