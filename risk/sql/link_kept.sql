-- One row per machine-made link or doubt of the last refresh between two live reports whose pairs need no new work.
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
INNER JOIN linkable AS a ON a.report_id = l.report_id AND NOT a.is_changed
INNER JOIN linkable AS b ON b.report_id = l.other_report_id AND NOT b.is_changed
