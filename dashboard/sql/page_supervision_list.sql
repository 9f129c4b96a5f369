-- One row per list and matter on it, with its owner, its day and why; the first of each, what needs help first on top.
SELECT
    l.list_code, l.matter_id, l.due_date, l.why AS sentence, l.why_en AS sentence_en, m.title, m.band_code, m.score,
    u.name AS unit_name, date_diff('day', f.as_of_date, l.due_date) AS days_left,
    count(*) OVER (PARTITION BY l.list_code) AS found_total
FROM out_list AS l
INNER JOIN seen_matter AS m ON m.matter_id = l.matter_id
CROSS JOIN out_refresh AS f
LEFT JOIN core_unit AS u ON u.unit_id = l.unit_id
WHERE
    $focus = ''
    OR m.area_code IN (SELECT p.area_code FROM out_area_path AS p WHERE p.ancestor_code = $focus)
QUALIFY row_number() OVER (PARTITION BY l.list_code ORDER BY m.rank_no NULLS LAST, l.due_date NULLS LAST, l.matter_id) <= $most
ORDER BY l.list_code, m.rank_no NULLS LAST, l.due_date NULLS LAST, l.matter_id
