-- One row per live report: what linking looks at, and whether its pairs must be worked out anew.
SELECT
    r.report_index, r.report_id, r.reported_date, r.category_code, r.respondent_id, r.is_accusation,
    r.area_code, r.place_scope, r.place_text,
    r.category_code || ' ' || coalesce(r.place_scope, '') || ' ' || coalesce(r.respondent_id, '') AS narrow,
    c.report_id IS NOT NULL AS is_changed
FROM live_report AS r
LEFT JOIN changed_report AS c ON c.report_id = r.report_id
