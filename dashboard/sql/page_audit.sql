-- One row per line of the audit log, newest first; a page of them before a number, of one actor or event when named.
SELECT audit_no, occurred_at, actor_name, event_code, object_id, result_code
FROM audit_log
WHERE
    ($before = 0 OR audit_no < $before)
    AND ($actor = '' OR actor_name = $actor)
    AND ($event = '' OR event_code = $event)
ORDER BY audit_no DESC
LIMIT 100
