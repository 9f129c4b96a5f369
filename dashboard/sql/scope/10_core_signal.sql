-- One row per signal in scope.
CREATE OR REPLACE TEMP VIEW core_signal AS
SELECT *
FROM warehouse.core_signal
WHERE signal_id IN (SELECT g.signal_id FROM out_signal AS g)
