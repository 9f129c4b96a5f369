-- One row per human act on a signal, the latest first, withdrawn ones too.
SELECT event_id, event_code, occurred_at, actor_name, owner_name, outcome_code, note_text, withdrawn_at
FROM core_signal_event
WHERE signal_id = $signal_id
ORDER BY occurred_at DESC, event_id
