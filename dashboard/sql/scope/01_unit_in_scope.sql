-- One row: the viewer's own unit as the ledger knows it.
CREATE OR REPLACE TEMP VIEW unit_in_scope AS
SELECT u.unit_id
FROM warehouse.core_unit AS u
INNER JOIN scope AS s ON u.unit_id = s.unit_id OR u.name = s.unit_name
