-- One row per act on a signal in scope.
CREATE OR REPLACE TEMP VIEW core_signal_event AS
SELECT *
FROM warehouse.core_signal_event
WHERE signal_id IN (SELECT g.signal_id FROM out_signal AS g)
