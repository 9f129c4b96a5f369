-- One row per party of a report version that ended with this upload.
DELETE FROM core_report_party WHERE report_id IN (SELECT report_id FROM ended_version)
