-- One row per running signal on an area inside the focus, the least likely by chance first.
SELECT s.signal_id, s.category_code, s.area_code, s.starts_on_date, s.ends_on_date, s.observed_count,
    s.expected_count AS expected, s.recurrence_interval_days, s.sentence, s.sentence_en
FROM out_signal AS s
WHERE
    s.state_code <> 'closed'
    AND (
        $focus = ''
        OR s.area_code IN (SELECT p.area_code FROM out_area_path AS p WHERE p.ancestor_code = $focus)
    )
ORDER BY s.recurrence_interval_days DESC, s.signal_id
LIMIT 6
