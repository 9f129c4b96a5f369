-- One row per rule that rows broke, the most frequent first.
SELECT rule_code, severity_code, count(*) AS problem_count, any_value(remedy) AS remedy
FROM core_issue
GROUP BY rule_code, severity_code
ORDER BY problem_count DESC, rule_code
LIMIT 12
