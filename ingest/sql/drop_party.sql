-- One row per party of a report version that was replaced.
DELETE FROM core_report_party
WHERE report_id IN (SELECT report_id FROM taken WHERE verdict_code = 'changed')
