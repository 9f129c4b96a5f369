-- One row per parked report of this upload and report it looks like: masked text, day, metres apart, where it stands.
SELECT DISTINCT
    n.sheet_name, n.row_no, o.reported_at,
    CASE WHEN o.legal_category_code = 'accusation' OR m.is_restricted THEN NULL ELSE coalesce(o.narrative, o.title) END AS told,
    CASE
        WHEN o.state_code = 'withdrawn' THEN 'withdrawn'
        WHEN o.closed_at IS NOT NULL THEN 'closed'
        WHEN o.replied_at IS NOT NULL THEN 'replied'
        WHEN o.accepted_at IS NOT NULL THEN 'accepted'
        ELSE coalesce(o.status_code, 'open')
    END AS status_code,
    12742000 * asin(sqrt(
        pow(sin(radians(o.lat - n.lat) / 2), 2)
        + cos(radians(o.lat)) * cos(radians(n.lat)) * pow(sin(radians(o.lon - n.lon) / 2), 2)
    )) AS distance_m,
    p.likeness_share
FROM core_parked AS p
JOIN core_report AS n ON n.report_id = p.report_id
JOIN core_report AS o ON o.report_id = p.candidate_report_id
LEFT JOIN out_matter_report AS k ON k.report_id = o.report_id
LEFT JOIN out_matter AS m ON m.matter_id = k.matter_id
WHERE n.submission_id = $submission_id
ORDER BY n.sheet_name, n.row_no, p.likeness_share DESC, o.reported_at
