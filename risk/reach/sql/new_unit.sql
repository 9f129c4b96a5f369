-- One row per unit that came last: as many as the list has grown by.
SELECT unit_id, hash(unit_id, name) AS name_hash FROM core_unit ORDER BY rowid DESC LIMIT $count
