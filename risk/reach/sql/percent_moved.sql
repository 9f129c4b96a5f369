-- One row per limit of which the share that was missed is another than before.
SELECT coalesce(n.rule_code, o.rule_code) AS rule_code
FROM limit_record AS n
FULL JOIN out_limit_record AS o ON o.rule_code = n.rule_code
WHERE coalesce(n.missed_percent, -1) <> coalesce(o.missed_percent, -1)
