-- One row: a signal by its id or that of an act on it; none when it is not there or may not be seen.
SELECT s.signal_id
FROM out_signal AS s
WHERE
    s.signal_id = $signal_id
    OR s.signal_id IN (SELECT e.signal_id FROM core_signal_event AS e WHERE e.event_id = $event_id)
