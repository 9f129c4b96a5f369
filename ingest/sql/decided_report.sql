-- One row: a report as decisions see it: its state, who sent it, what it looked like when last parked, what was decided.
SELECT
    r.state_code, s.uploader_name, p.candidate_report_id, j.decision_code, j.other_report_id
FROM core_report AS r
JOIN raw_submission AS s ON s.submission_id = r.submission_id
LEFT JOIN core_parked AS p ON p.report_id = r.report_id
LEFT JOIN core_judgement AS j
    ON j.report_id = r.report_id AND j.about_code = 'report' AND j.withdrawn_at IS NULL
WHERE r.report_id = $report_id
ORDER BY p.parked_at DESC, p.likeness_share DESC, p.candidate_report_id DESC
LIMIT 1
