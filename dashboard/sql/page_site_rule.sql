-- One row per version of a limit held, by limit and first day.
SELECT rule_code, name, day_count AS day_total, kind_code, basis, standing_code, valid_from_date
FROM core_rule_pack
ORDER BY rule_code, valid_from_date
