-- One row per party of a report version that an incoming one replaces.
INSERT INTO core_report_party_past BY NAME
SELECT p.*, r.version_no
FROM core_report_party AS p
JOIN core_report AS r ON r.report_id = p.report_id
WHERE r.report_id IN (SELECT report_id FROM taken WHERE verdict_code = 'changed')
