-- One row per signal in scope and week.
CREATE OR REPLACE TEMP VIEW out_signal_week AS
SELECT *
FROM warehouse.out_signal_week
WHERE signal_id IN (SELECT g.signal_id FROM out_signal AS g)
