-- One row per party of a report version that ends with this upload.
INSERT INTO core_report_party_past BY NAME
SELECT p.*, e.version_no
FROM core_report_party AS p
JOIN ended_version AS e ON e.report_id = p.report_id
