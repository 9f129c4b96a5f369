-- One row per report that gets its former values back, as its next version; what was decided about it stays.
WITH former AS (
    SELECT e.report_id, e.version_no + 1 AS version_no, from_json(p.report_json, $shape) AS v
    FROM ended_version AS e
    JOIN core_report_past AS p ON p.report_id = e.report_id AND p.version_no = e.former_no
)

UPDATE core_report AS r SET
    version_no = f.version_no, loaded_at = $now,
    submission_id = f.v.submission_id, sheet_name = f.v.sheet_name, row_no = f.v.row_no, part_no = f.v.part_no,
    content_hash = f.v.content_hash, reported_at = f.v.reported_at, channel_code = f.v.channel_code,
    level_code = f.v.level_code, category_code = f.v.category_code, subject_code = f.v.subject_code,
    legal_category_code = f.v.legal_category_code, title = f.v.title, narrative = f.v.narrative,
    place_text = f.v.place_text, village_name = f.v.village_name, town_name = f.v.town_name,
    grid_text = f.v.grid_text, lon = f.v.lon, lat = f.v.lat, crs_code = f.v.crs_code,
    people_count = f.v.people_count, is_people_approximate = f.v.is_people_approximate,
    party_count = f.v.party_count, respondent_id = f.v.respondent_id, unit_id = f.v.unit_id,
    due_date = f.v.due_date, method_text = f.v.method_text, status_code = f.v.status_code,
    progress_text = f.v.progress_text, accepted_at = f.v.accepted_at, replied_at = f.v.replied_at,
    closed_at = f.v.closed_at, satisfaction_code = f.v.satisfaction_code,
    has_safety_concern = f.v.has_safety_concern, remark_text = f.v.remark_text
FROM former AS f
WHERE f.report_id = r.report_id
