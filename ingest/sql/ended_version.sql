-- One row per report whose current version this upload brought, and its last version that still stands, if any.
CREATE TEMPORARY TABLE ended_version AS
WITH own AS (
    SELECT report_id, version_no FROM core_report WHERE submission_id = $submission_id
)

SELECT o.report_id, o.version_no, max(p.version_no) FILTER (WHERE s.withdrawn_at IS NULL) AS former_no
FROM own AS o
LEFT JOIN core_report_past AS p ON p.report_id = o.report_id
LEFT JOIN raw_submission AS s ON s.submission_id = p.submission_id
GROUP BY o.report_id, o.version_no
