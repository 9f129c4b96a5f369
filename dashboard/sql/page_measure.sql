-- One row per measure set on a matter, the latest first; ended and withdrawn ones too.
SELECT
    e.measure_id, e.measure_code, u.name AS unit_name, e.carrier_name, e.started_at, e.due_date, e.ended_at, e.note_text,
    e.actor_name, e.withdrawn_at,
    coalesce(e.ended_at IS NULL AND e.withdrawn_at IS NULL AND e.due_date < f.as_of_date, FALSE) AS is_late
FROM core_measure AS e
INNER JOIN seen_report AS r ON r.report_id = e.report_id
CROSS JOIN out_refresh AS f
LEFT JOIN core_unit AS u ON u.unit_id = e.unit_id
WHERE r.matter_id = $matter_id OR e.report_id = $matter_id
ORDER BY e.started_at DESC, e.measure_id
