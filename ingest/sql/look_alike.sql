-- One row per new unnumbered report of this upload and an older report it may be: same party, kind and days.
SELECT n.report_id, o.report_id AS candidate_report_id, n.narrative AS text, o.narrative AS candidate_text
FROM core_report AS n
JOIN core_report_party AS np ON np.report_id = n.report_id AND np.role_code = 'petitioner'
JOIN core_report_party AS op
    ON op.role_code = 'petitioner' AND op.report_id <> np.report_id
    AND (op.phone_token = np.phone_token OR op.name_token = np.name_token)
JOIN core_report AS o ON o.report_id = op.report_id
WHERE n.submission_id = $submission_id AND n.report_no IS NULL AND n.version_no = 1 AND n.state_code = 'accepted'
    AND o.state_code = 'accepted' AND o.category_code = n.category_code
    AND abs(date_diff('day', o.reported_at, n.reported_at)) <= $days
    AND (o.submission_id <> n.submission_id OR o.row_no < n.row_no OR o.sheet_name < n.sheet_name)
    AND NOT (o.sheet_name = n.sheet_name AND o.row_no = n.row_no AND o.submission_id = n.submission_id)
