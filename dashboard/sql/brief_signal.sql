-- One row per signal whose window reaches into the week, rarest first.
SELECT
    s.signal_id, c.name, c.name_en, s.category_code,
    string_agg(a.name, ' ' ORDER BY p.ancestor_level_code = 'grid', p.ancestor_level_code DESC) AS place_name,
    s.starts_on_date, s.ends_on_date,
    s.observed_count, s.expected_count, s.recurrence_interval_days, s.state_code, s.owner_name, s.outcome_code
FROM out_signal AS s
CROSS JOIN out_refresh AS f
LEFT JOIN out_area_path AS p
    ON p.area_code = s.area_code
    AND (p.ancestor_level_code IN ('town', 'community') OR p.ancestor_code = s.area_code)
LEFT JOIN core_area AS a
    ON a.area_code = p.ancestor_code AND a.valid_from_date <= f.as_of_date
    AND (a.valid_to_date IS NULL OR a.valid_to_date >= f.as_of_date)
LEFT JOIN core_code AS c ON c.set_code = 'category' AND c.code = s.category_code
WHERE s.ends_on_date >= $monday AND s.starts_on_date < $monday + 7
GROUP BY ALL
ORDER BY s.recurrence_interval_days DESC, s.signal_id
LIMIT $limit
