-- One row: how often an account looked at identities since a moment.
SELECT count(*) AS reveal_count
FROM audit_log
WHERE event_code = 'reveal' AND result_code = 'ok' AND actor_name = $actor AND occurred_at > $since
