-- One row per list that limits, groups and signals rest on: how many rows it has, and a hash of them.
SELECT 'calendar' AS list_code, count(*) AS row_count, bit_xor(hash(day_date, is_working, next_working_date)) AS rows_hash
FROM core_calendar
UNION ALL
SELECT
    'rule' AS list_code, count(*) AS row_count,
    bit_xor(hash(rule_code, day_count, basis, valid_from_date)) AS rows_hash
FROM core_rule_pack
UNION ALL
SELECT 'code' AS list_code, count(*) AS row_count, bit_xor(hash(set_code, code, name, name_en)) AS rows_hash
FROM core_code
ORDER BY list_code
