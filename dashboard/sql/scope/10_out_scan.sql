-- No row: what was scanned is of the whole site.
CREATE OR REPLACE TEMP VIEW out_scan AS
SELECT *
FROM warehouse.out_scan
WHERE FALSE
