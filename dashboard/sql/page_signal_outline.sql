-- One row per running signal on an area inside the focus: its outline and what it says.
SELECT s.signal_id, s.outline_wkb, s.sentence, s.sentence_en
FROM out_signal AS s
WHERE
    s.state_code <> 'closed' AND s.method_code <> 'site' AND s.outline_wkb IS NOT NULL
    AND ($kind = '' OR s.category_code = $kind)
    AND (
        $focus = ''
        OR s.area_code IN (SELECT p.area_code FROM out_area_path AS p WHERE p.ancestor_code = $focus)
    )
ORDER BY s.signal_id
