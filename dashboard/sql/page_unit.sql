-- One row per unit, for choosing one.
SELECT u.unit_id, u.name
FROM core_unit AS u
ORDER BY u.name, u.unit_id
