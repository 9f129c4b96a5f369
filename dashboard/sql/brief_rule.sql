-- One row per limit that runs or ran on a matter, with what it stands on.
SELECT
    d.rule_code, coalesce(min(p.name), d.rule_code) AS name, min(d.basis) AS basis, min(p.day_count) AS limit_days,
    min(p.kind_code) AS kind_code, min(p.standing_code) AS standing_code
FROM (SELECT DISTINCT rule_code, basis FROM out_deadline) AS d
CROSS JOIN out_refresh AS f
LEFT JOIN (
    SELECT * FROM core_rule_pack
    QUALIFY row_number() OVER (PARTITION BY rule_code ORDER BY valid_from_date DESC) = 1
) AS p ON p.rule_code = d.rule_code
GROUP BY d.rule_code
ORDER BY d.rule_code
