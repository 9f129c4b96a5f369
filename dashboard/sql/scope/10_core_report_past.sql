-- No row: no page tells of former versions.
CREATE OR REPLACE TEMP VIEW core_report_past AS
SELECT *
FROM warehouse.core_report_past
WHERE FALSE
