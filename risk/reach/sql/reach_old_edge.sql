-- One row per link or doubt of the last refresh with a near report: whether it was worked out anew, or cannot be as it was.
SELECT
    l.report_id, l.other_report_id, l.party_evidence_code, l.likeness_share, l.is_same_respondent, l.is_doubtful,
    (a.report_id IS NOT NULL AND b.report_id IS NOT NULL) OR s.report_id IS NOT NULL OR t.report_id IS NOT NULL AS is_near
FROM (
    SELECT report_id, other_report_id, party_evidence_code, likeness_share, is_same_respondent, FALSE AS is_doubtful
    FROM out_link
    WHERE decided_by = 'machine'
    UNION ALL
    SELECT report_id, other_report_id, party_evidence_code, likeness_share, is_same_respondent, TRUE AS is_doubtful
    FROM out_doubt
) AS l
LEFT JOIN reach_near AS a ON a.report_id = l.report_id
LEFT JOIN reach_near AS b ON b.report_id = l.other_report_id
LEFT JOIN reach_touched AS s ON s.report_id = l.report_id
LEFT JOIN reach_touched AS t ON t.report_id = l.other_report_id
WHERE a.report_id IS NOT NULL OR b.report_id IS NOT NULL
