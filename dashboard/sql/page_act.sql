-- One row per act entered on a matter, in order; withdrawn entries too.
SELECT
    e.event_id, e.occurred_at, e.event_code, e.route_code, e.closure_code, e.note_text, e.actor_name, e.withdrawn_at
FROM core_event AS e
INNER JOIN seen_report AS r ON r.report_id = e.report_id
WHERE r.matter_id = $matter_id OR e.report_id = $matter_id
ORDER BY e.occurred_at, e.event_id
