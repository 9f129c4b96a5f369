-- One row per signal on an area inside the focus: those that run, the least likely by chance first, then those closed lately.
SELECT
    s.signal_id, s.method_code, s.category_code, s.area_code, s.grid_codes, len(s.grid_codes) AS place_total,
    s.starts_on_date, s.ends_on_date, s.observed_count, s.expected_count AS expected, s.effort_ratio,
    s.recurrence_interval_days, s.raised_on_date, s.found_on_date, s.state_code, s.level_code, s.owner_name,
    s.outcome_code, s.sentence, s.sentence_en, date_diff('day', s.raised_on_date, f.as_of_date) AS open_days,
    CASE s.state_code WHEN 'new' THEN 0 WHEN 'growing' THEN 0 WHEN 'ongoing' THEN 1 WHEN 'fading' THEN 2 ELSE 3 END
        AS order_no
FROM out_signal AS s
CROSS JOIN out_refresh AS f
WHERE
    (s.state_code <> 'closed' OR date_diff('day', s.found_on_date, f.as_of_date) < $closed_days)
    AND (
        $focus = ''
        OR s.area_code IN (SELECT p.area_code FROM out_area_path AS p WHERE p.ancestor_code = $focus)
    )
ORDER BY order_no, s.recurrence_interval_days DESC, s.signal_id
