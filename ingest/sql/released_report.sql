-- One row per report that waited beside, or was decided to be, a report that is withdrawn now: it stands for itself again.
CREATE TEMPORARY TABLE released_report AS
WITH last_parked AS (
    SELECT report_id, arg_max(candidate_report_id, (parked_at, likeness_share, candidate_report_id)) AS other_report_id
    FROM core_parked
    GROUP BY report_id
)

SELECT r.report_id
FROM core_report AS r
JOIN last_parked AS p ON p.report_id = r.report_id
LEFT JOIN core_judgement AS j
    ON j.report_id = r.report_id AND j.about_code = 'report' AND j.withdrawn_at IS NULL
SEMI JOIN ended_version AS e
    ON e.report_id = coalesce(j.other_report_id, p.other_report_id) AND e.former_no IS NULL
WHERE r.state_code IN ('parked', 'duplicate')
