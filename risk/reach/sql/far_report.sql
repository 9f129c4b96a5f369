-- One row per near report, and per report that bears a token of a near one: what linking reads of it.
SELECT
    r.report_id, r.submission_id, r.sheet_name, r.row_no, r.state_code, r.reported_at, r.channel_code, r.level_code, r.category_code,
    r.legal_category_code, r.place_text, r.village_name, r.town_name, r.people_count, r.party_count, r.respondent_id, r.unit_id,
    r.title, r.narrative, r.due_date, r.status_code, r.accepted_at, r.replied_at, r.closed_at, r.satisfaction_code
FROM core_report AS r
INNER JOIN (
    SELECT report_id FROM reach_seen
    UNION
    SELECT report_id FROM reach_borne
) AS s ON s.report_id = r.report_id
