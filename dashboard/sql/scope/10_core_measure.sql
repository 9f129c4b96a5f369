-- No row: no page tells of single measures.
CREATE OR REPLACE TEMP VIEW core_measure AS
SELECT *
FROM warehouse.core_measure
WHERE FALSE
