-- No row: no page tells of parties of former versions.
CREATE OR REPLACE TEMP VIEW core_report_party_past AS
SELECT *
FROM warehouse.core_report_party_past
WHERE FALSE
