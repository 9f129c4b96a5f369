-- One row per respondent that came last: as many as the list has grown by.
SELECT respondent_id, hash(respondent_id, name) AS name_hash FROM core_respondent ORDER BY rowid DESC LIMIT $count
