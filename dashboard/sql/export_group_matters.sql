-- One row per matter of one group a general viewer may see, as at as_of; no text of a report leaves by a file.
SELECT
    m.matter_id, m.group_id, c.name AS category_name, a.name AS grid_name, m.area_code AS grid_code,
    s.name AS respondent_name, u.name AS unit_name, m.status_code AS status, m.is_open,
    m.first_reported_at, m.last_reported_at, m.report_count, m.people_count,
    m.score, m.band_code AS band, m.next_due_date AS next_due_at, m.overdue_days, f.as_of_date AS as_of
FROM seen_matter AS m
CROSS JOIN out_refresh AS f
LEFT JOIN core_area AS a ON a.area_code = m.area_code AND a.valid_to_date IS NULL
LEFT JOIN core_code AS c ON c.set_code = 'category' AND c.code = m.category_code
LEFT JOIN core_respondent AS s ON s.respondent_id = m.respondent_id
LEFT JOIN core_unit AS u ON u.unit_id = m.unit_id
WHERE m.group_id = $group_id
ORDER BY m.is_open DESC, m.rank_no NULLS LAST, m.first_reported_at, m.matter_id
