-- One row: open matters whose next limit ends within $due_days, and those past a limit.
SELECT
    sum(CASE WHEN m.next_due_date BETWEEN f.as_of_date AND f.as_of_date + $due_days THEN 1 ELSE 0 END) AS due_soon_total,
    sum(CASE WHEN m.overdue_days > 0 THEN 1 ELSE 0 END) AS overdue_total
FROM seen_matter AS m
CROSS JOIN out_refresh AS f
WHERE m.is_open
