-- One row per unit not yet known.
INSERT INTO core_unit
SELECT DISTINCT n.id, n.name FROM incoming_name AS n
WHERE n.kind = 'unit' AND n.id NOT IN (SELECT unit_id FROM core_unit)
