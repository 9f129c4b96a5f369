-- One row per other report of held_report whose place says otherwise of its point: it was a placeholder, or is one now.
WITH marked AS (
    SELECT report_id
    FROM out_place
    WHERE doubt_code = 'placeholder' AND report_id IN (SELECT report_id FROM held_report)
)

SELECT h.report_id, h.reported_at, h.lon, h.lat, h.grid_text, h.village_name, h.town_name, h.place_text
FROM held_report AS h
LEFT JOIN placeholder_point AS p ON p.lon = h.lon AND p.lat = h.lat
WHERE (p.lon IS NOT NULL) <> (h.report_id IN (SELECT report_id FROM marked))
    AND h.report_id NOT IN (SELECT report_id FROM placing_row)
