-- One row per accusation that whoever is assigned to them may see: in his area, and nothing in it names his own unit.
CREATE OR REPLACE TEMP VIEW accusation_report AS
SELECT
    r.report_id, r.reported_at, r.channel_code, r.level_code, r.status_code, coalesce(r.narrative, r.title) AS told_text,
    r.replied_at, r.closed_at, p.area_code, o.name AS respondent_name, u.name AS unit_name
FROM warehouse.core_report AS r
INNER JOIN scope AS s ON s.may_see_accusations AND s.unit_name IS NOT NULL
LEFT JOIN warehouse.out_place AS p ON p.report_id = r.report_id
LEFT JOIN warehouse.core_respondent AS o ON o.respondent_id = r.respondent_id
LEFT JOIN warehouse.core_unit AS u ON u.unit_id = r.unit_id
WHERE
    r.legal_category_code = 'accusation' AND r.state_code = 'accepted'
    AND (s.area_code IS NULL OR p.area_code IN (SELECT a.area_code FROM area_in_scope AS a))
    AND coalesce(r.respondent_id, '') <> s.respondent_id
    AND len(list_filter(s.own_names, lambda own: contains(
        concat_ws(' ', o.name, r.title, r.narrative, r.place_text, r.progress_text, r.remark_text), own
    ))) = 0
