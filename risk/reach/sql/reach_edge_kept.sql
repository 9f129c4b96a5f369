-- One row per machine-made link or doubt between two reports in reach that need no new work.
SELECT
    a.report_index AS left_index, b.report_index AS right_index,
    l.party_evidence_code, l.likeness_share, l.is_same_respondent, l.is_doubtful
FROM (
    SELECT report_id, other_report_id, party_evidence_code, likeness_share, is_same_respondent, FALSE AS is_doubtful
    FROM out_link
    WHERE decided_by = 'machine'
    UNION ALL
    SELECT report_id, other_report_id, party_evidence_code, likeness_share, is_same_respondent, TRUE AS is_doubtful
    FROM out_doubt
) AS l
INNER JOIN live_report AS a ON a.report_id = l.report_id
INNER JOIN live_report AS b ON b.report_id = l.other_report_id
LEFT JOIN reach_old_edge AS o ON o.report_id = l.report_id AND o.other_report_id = l.other_report_id AND o.is_near
WHERE o.report_id IS NULL
UNION ALL
SELECT
    a.report_index AS left_index, b.report_index AS right_index,
    e.party_evidence_code, e.likeness_share, e.is_same_respondent, e.is_doubtful
FROM reach_edge AS e
INNER JOIN live_report AS a ON a.report_id = e.report_id
INNER JOIN live_report AS b ON b.report_id = e.other_report_id
