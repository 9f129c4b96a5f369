-- One row per signal in scope and day.
CREATE OR REPLACE TEMP VIEW core_signal_day AS
SELECT *
FROM warehouse.core_signal_day
WHERE signal_id IN (SELECT g.signal_id FROM out_signal AS g)
