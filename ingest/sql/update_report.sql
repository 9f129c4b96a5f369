-- One row per known report that came with other values: it gets them as its next version.
UPDATE core_report AS r SET
    version_no = r.version_no + 1, submission_id = $submission_id, loaded_at = $now,
    state_code = CASE WHEN r.state_code = 'withdrawn' THEN 'accepted' ELSE r.state_code END,
    sheet_name = t.sheet_name, row_no = t.row_no, content_hash = t.content_hash,
    reported_at = t.reported_at, channel_code = t.channel_code, level_code = t.level_code,
    category_code = t.category_code, subject_code = t.subject_code, legal_category_code = t.legal_category_code,
    title = t.title, narrative = t.narrative, place_text = t.place_text, village_name = t.village_name,
    town_name = t.town_name, grid_text = t.grid_text, lon = t.lon, lat = t.lat, crs_code = t.crs_code,
    people_count = t.people_count, is_people_approximate = t.is_people_approximate, party_count = t.party_count,
    respondent_id = t.respondent_id, unit_id = t.unit_id, due_date = t.due_date, method_text = t.method_text,
    status_code = t.status_code, progress_text = t.progress_text, accepted_at = t.accepted_at,
    replied_at = t.replied_at, closed_at = t.closed_at, satisfaction_code = t.satisfaction_code,
    has_safety_concern = t.has_safety_concern, remark_text = t.remark_text
FROM taken AS t
WHERE t.report_id = r.report_id AND t.verdict_code IN ('changed', 'again')
