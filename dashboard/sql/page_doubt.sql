-- One row per pair that waits for a person to say whether it is one matter, both texts beside each other; the likest first.
SELECT
    a.report_id, b.report_id AS other_report_id, a.matter_id, b.matter_id AS other_matter_id,
    a.reported_at, b.reported_at AS other_reported_at,
    coalesce(a.narrative, a.title) AS story, coalesce(b.narrative, b.title) AS other_story,
    a.replied_at, a.closed_at, b.replied_at AS other_replied_at, b.closed_at AS other_closed_at,
    a.shown_lon, a.shown_lat, b.shown_lon AS other_lon, b.shown_lat AS other_lat,
    d.party_evidence_code, d.likeness_share, d.is_same_respondent, 'machine' AS decided_by
FROM out_doubt AS d
INNER JOIN seen_report AS a ON a.report_id = d.report_id
INNER JOIN seen_report AS b ON b.report_id = d.other_report_id
WHERE d.is_waiting AND ($matter_id IS NULL OR a.matter_id = $matter_id OR b.matter_id = $matter_id)
ORDER BY d.likeness_share DESC, a.report_id, b.report_id
