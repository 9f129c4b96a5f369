-- One row per machine-made link of the last refresh between two live reports whose pairs need no new work.
SELECT
    a.report_index AS left_index, b.report_index AS right_index,
    l.party_evidence_code, l.likeness_share, l.is_same_respondent
FROM out_link AS l
INNER JOIN linkable AS a ON a.report_id = l.report_id AND NOT a.is_changed
INNER JOIN linkable AS b ON b.report_id = l.other_report_id AND NOT b.is_changed
WHERE l.decided_by = 'machine'
