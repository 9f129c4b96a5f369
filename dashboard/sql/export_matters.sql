-- One row per matter a general viewer may see, as at as_of; its point is the inner point of its area.
-- closure_code: basis of the last act that closed it; none while it is open, or where no such act was entered.
WITH closing AS (
    SELECT r.matter_id, arg_max(e.closure_code, row(e.occurred_at, e.event_id)) AS closure_code
    FROM core_event AS e
    INNER JOIN seen_report AS r ON r.report_id = e.report_id
    WHERE e.withdrawn_at IS NULL AND e.closure_code IS NOT NULL
    GROUP BY r.matter_id
)

SELECT
    m.matter_id, m.area_code AS grid_code, a.name AS grid_name, m.category_code, c.name AS category_name,
    m.legal_category_code, m.channel_code AS channel, m.level_code, m.status_code AS status, m.is_open,
    m.first_reported_at, m.last_reported_at, m.report_count, m.people_count, m.group_id,
    m.score, m.band_code AS band, m.rank_no, m.next_due_date AS next_due_at, m.overdue_days,
    s.name AS respondent_name, u.name AS unit_name, m.accepted_at, m.replied_at, m.closed_at,
    m.satisfaction_code AS satisfaction, k.closure_code, n.name AS closure_name,
    b.inner_lon AS lon, b.inner_lat AS lat, f.as_of_date AS as_of
FROM seen_matter AS m
CROSS JOIN out_refresh AS f
LEFT JOIN core_area AS a
    ON a.area_code = m.area_code AND a.valid_from_date <= f.as_of_date
    AND (a.valid_to_date IS NULL OR a.valid_to_date >= f.as_of_date)
LEFT JOIN core_boundary AS b
    ON b.area_code = m.area_code AND b.valid_from_date <= f.as_of_date
    AND (b.valid_to_date IS NULL OR b.valid_to_date >= f.as_of_date)
LEFT JOIN core_code AS c ON c.set_code = 'category' AND c.code = m.category_code
LEFT JOIN core_respondent AS s ON s.respondent_id = m.respondent_id
LEFT JOIN core_unit AS u ON u.unit_id = m.unit_id
LEFT JOIN closing AS k ON k.matter_id = m.matter_id AND NOT m.is_open
LEFT JOIN core_code AS n ON n.set_code = 'closure_basis' AND n.code = k.closure_code
ORDER BY m.first_reported_at, m.matter_id
