-- One row per party of a report version that comes back.
INSERT INTO core_report_party BY NAME
SELECT p.* EXCLUDE (version_no)
FROM core_report_party_past AS p
JOIN ended_version AS e ON e.report_id = p.report_id AND e.former_no = p.version_no
