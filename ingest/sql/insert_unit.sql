-- One row per unit not yet known; of several spellings of a name the first in order is kept.
INSERT INTO core_unit
SELECT n.id, min(n.name) FROM incoming_name AS n
WHERE n.kind = 'unit' AND n.id NOT IN (SELECT unit_id FROM core_unit)
GROUP BY n.id
