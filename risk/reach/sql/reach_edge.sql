-- One row per link or doubt found among near reports.
SELECT
    a.report_id, b.report_id AS other_report_id, e.party_evidence_code, e.likeness_share, e.is_same_respondent, e.is_doubtful
FROM near_edge AS e
INNER JOIN live_report AS a ON a.report_index = e.left_index
INNER JOIN live_report AS b ON b.report_index = e.right_index
