-- One row per matter of the last year and its notice, and per open one its reply.
INSERT INTO out_deadline BY NAME
SELECT
    m.matter_id, r.rule_code, CAST(m.first_reported_at AS DATE) AS from_date,
    CAST(m.first_reported_at AS DATE) + r.days AS statutory_due_date, CAST(m.first_reported_at AS DATE) + r.days AS conservative_due_date,
    CASE WHEN m.overdue_days = 0 THEN CAST(m.first_reported_at AS DATE) + 3 END AS met_date,
    CASE WHEN m.overdue_days = 0 THEN 'met' ELSE 'overdue' END AS state_code, m.overdue_days,
    FALSE AS is_past_calendar, '信访工作条例第23条' AS basis, FALSE AS is_right
FROM out_matter AS m
CROSS JOIN (VALUES ('XF15_NOTICE', 15), ('XF60_REPLY', 60)) AS r (rule_code, days)
WHERE m.first_reported_at >= $as_of - INTERVAL 1 YEAR AND (r.days = 15 OR m.is_open)
