-- One row per kind of event that the audit log holds.
SELECT DISTINCT event_code
FROM audit_log
ORDER BY event_code
