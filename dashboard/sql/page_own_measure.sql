-- One row per standing measure of a list of ids that one account entered, on a matter that may be seen.
SELECT e.measure_id
FROM core_measure AS e
INNER JOIN seen_report AS r ON r.report_id = e.report_id
WHERE list_contains($measure_ids, e.measure_id) AND e.actor_name = $actor AND e.withdrawn_at IS NULL
ORDER BY e.measure_id
