-- One row per signal that runs as at as_of.
SELECT
    s.signal_id, s.category_code, c.name AS category_name, s.area_code, a.name AS area_name, s.grid_codes,
    s.starts_on_date AS starts_on, s.ends_on_date AS ends_on, s.observed_count, s.expected_count,
    s.recurrence_interval_days, s.effort_ratio, s.method_code, s.state_code, s.raised_on_date AS raised_on, s.level_code,
    s.owner_name, s.sentence, f.as_of_date AS as_of
FROM out_signal AS s
CROSS JOIN out_refresh AS f
LEFT JOIN core_area AS a
    ON a.area_code = s.area_code AND a.valid_from_date <= f.as_of_date
    AND (a.valid_to_date IS NULL OR a.valid_to_date >= f.as_of_date)
LEFT JOIN core_code AS c ON c.set_code = 'category' AND c.code = s.category_code
WHERE s.state_code <> 'closed'
ORDER BY s.starts_on_date, s.signal_id
