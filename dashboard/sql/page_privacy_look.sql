-- One row per day, account and way since a day: how often it looked at identities or took a file with it, newest first.
SELECT CAST(occurred_at AS DATE) AS looked_date, actor_name, event_code, result_code, count(*) AS look_total
FROM audit_log
WHERE event_code IN ('reveal', 'export', 'workbook') AND occurred_at >= $since
GROUP BY ALL
ORDER BY looked_date DESC, look_total DESC, actor_name, event_code, result_code
LIMIT 200
