-- One row per report version that ends with this upload.
INSERT INTO core_report_past
SELECT r.report_id, r.version_no, r.submission_id, r.content_hash, to_json(r), $now
FROM core_report AS r
WHERE r.report_id IN (SELECT report_id FROM ended_version)
