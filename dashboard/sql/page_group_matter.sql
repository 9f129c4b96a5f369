-- One row per matter of a group a general viewer may see, with what its graph is drawn from: the organisation and the places.
SELECT
    m.matter_id, m.title, m.band_code, m.score, m.is_open, m.status_code,
    CAST(m.first_reported_at AS DATE) AS first_date, m.people_count, m.report_count,
    m.respondent_id, o.name AS respondent_name, u.name AS unit_name,
    m.area_code AS grid_code, own.name AS grid_name,
    village.ancestor_code AS community_code, community.name AS community_name,
    above.ancestor_code AS town_code, town.name AS town_name,
    m.next_due_date, date_diff('day', f.as_of_date, m.next_due_date) AS days_left, m.overdue_days,
    (SELECT count(*) FROM seen_matter WHERE group_id = $group_id) AS found_total
FROM seen_matter AS m
CROSS JOIN out_refresh AS f
LEFT JOIN core_respondent AS o ON o.respondent_id = m.respondent_id
LEFT JOIN core_unit AS u ON u.unit_id = m.unit_id
LEFT JOIN core_area AS own ON own.area_code = m.area_code AND own.valid_to_date IS NULL
LEFT JOIN out_area_path AS village ON village.area_code = m.area_code AND village.ancestor_level_code = 'community'
LEFT JOIN core_area AS community ON community.area_code = village.ancestor_code AND community.valid_to_date IS NULL
LEFT JOIN out_area_path AS above ON above.area_code = m.area_code AND above.ancestor_level_code = 'town'
LEFT JOIN core_area AS town ON town.area_code = above.ancestor_code AND town.valid_to_date IS NULL
WHERE m.group_id = $group_id
ORDER BY NOT m.is_open, m.rank_no NULLS LAST, m.last_reported_at DESC, m.matter_id
LIMIT $most
