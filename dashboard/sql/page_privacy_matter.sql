-- One row per line of the log about one matter: who looked at its parties or acted on it, newest first.
SELECT occurred_at, actor_name, event_code, object_id, result_code
FROM audit_log
WHERE
    $matter_id <> ''
    AND (
        object_id = $matter_id
        OR (event_code = 'reveal' AND starts_with(object_id, $matter_id || ' '))
        OR (event_code = 'matter' AND contains(object_id, $matter_id))
        OR (
            event_code IN ('act', 'act_withdraw')
            AND object_id IN (
                SELECT e.event_id
                FROM core_event AS e
                INNER JOIN seen_report AS r ON r.report_id = e.report_id
                WHERE r.matter_id = $matter_id
            )
        )
    )
ORDER BY audit_no DESC
LIMIT 200
