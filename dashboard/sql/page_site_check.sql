-- One row per backup that was checked: when last, and whether it was whole.
SELECT object_id AS name, max(occurred_at) AS checked_at, arg_max(result_code, audit_no) AS result_code
FROM audit_log
WHERE event_code = 'backup_check' AND result_code <> 'begun' AND object_id IS NOT NULL
GROUP BY object_id
