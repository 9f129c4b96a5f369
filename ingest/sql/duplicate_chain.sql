-- One row per report that a report decided to be the same would lead to: its candidate, what that duplicates, and so on.
WITH RECURSIVE step AS (
    SELECT r.report_id, r.state_code
    FROM core_report AS r
    WHERE r.report_id = $candidate
    UNION
    SELECT o.report_id, o.state_code
    FROM step AS f
    JOIN core_judgement AS j
        ON j.report_id = f.report_id AND j.about_code = 'report' AND j.decision_code = 'same' AND j.withdrawn_at IS NULL
    JOIN core_report AS o ON o.report_id = j.other_report_id
    WHERE f.state_code = 'duplicate'
)

SELECT report_id, state_code FROM step
