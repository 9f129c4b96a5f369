-- One row per report a general viewer may see, whatever its state; matter and place as at as_of.
SELECT
    r.report_id, r.submission_id, r.sheet_name, r.row_no, r.part_no, r.source_code, r.report_no, r.version_no,
    r.state_code AS state, r.reported_at, r.channel_code AS channel, r.level_code, r.category_code, r.subject_code,
    r.legal_category_code, r.area_code AS grid_code, coalesce(r.located_by, 'none') AS located_by,
    r.location_confidence_share, r.declared_code AS declared_grid_code, r.declared_m, r.doubt_code AS location_doubt,
    r.shown_lon AS lon, r.shown_lat AS lat, r.matter_id, r.repeat_no, r.is_repeat,
    r.people_count, u.name AS unit_name, r.status_code AS status, r.due_date, r.accepted_at, r.replied_at,
    r.closed_at, r.satisfaction_code AS satisfaction, f.as_of_date AS as_of
FROM seen_report AS r
LEFT JOIN core_unit AS u ON u.unit_id = r.unit_id
LEFT JOIN out_refresh AS f ON TRUE
ORDER BY r.reported_at, r.report_id
