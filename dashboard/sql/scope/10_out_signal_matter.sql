-- One row per signal and matter, both in scope.
CREATE OR REPLACE TEMP VIEW out_signal_matter AS
SELECT *
FROM warehouse.out_signal_matter
WHERE signal_id IN (SELECT g.signal_id FROM out_signal AS g)
    AND matter_id IN (SELECT i.matter_id FROM matter_in_scope AS i)
