-- One row per report of a matter, oldest first.
SELECT
    r.report_id, r.repeat_no, r.reported_at, r.channel_code, r.level_code, r.title, r.narrative, r.progress_text,
    r.accepted_at, r.replied_at, r.closed_at, r.satisfaction_code, r.located_by, r.location_confidence_share,
    r.place_text, r.version_no, s.file_name, r.sheet_name, r.row_no
FROM seen_report AS r
LEFT JOIN raw_submission AS s ON s.submission_id = r.submission_id
WHERE r.matter_id = $matter_id
ORDER BY r.reported_at, r.repeat_no
