-- One row: how many respondents and units are held, and a hash of each of the two lists.
SELECT r.name_count AS respondent_count, r.names_hash AS respondent_hash, u.name_count AS unit_count, u.names_hash AS unit_hash
FROM (
    SELECT count(*) AS name_count, coalesce(bit_xor(hash(respondent_id, name)), 0) AS names_hash FROM core_respondent
) AS r
CROSS JOIN (SELECT count(*) AS name_count, coalesce(bit_xor(hash(unit_id, name)), 0) AS names_hash FROM core_unit) AS u
