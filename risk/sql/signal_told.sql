-- One row per human act on a signal that stands and happened before $until, in order of time.
SELECT signal_id, event_code, CAST(occurred_at AS DATE) AS occurred_date, owner_name, outcome_code
FROM core_signal_event
WHERE withdrawn_at IS NULL AND occurred_at < $until
ORDER BY signal_id, occurred_at, event_id
