-- One row: open matters as at as_of, and of these the kinds that need help.
SELECT
    count(*) AS open_count,
    count(*) FILTER (WHERE m.overdue_days > 0) AS overdue_count,
    count(*) FILTER (WHERE m.next_due_date BETWEEN f.as_of_date AND f.as_of_date + 7) AS due_soon_count,
    count(*) FILTER (WHERE CAST(m.first_reported_at AS DATE) < f.as_of_date - 90) AS long_count,
    count(*) FILTER (WHERE m.people_count >= 5) AS joint_count,
    count(*) FILTER (WHERE m.report_count >= 2) AS repeated_count,
    coalesce(max(m.overdue_days), 0) AS longest_overdue_days
FROM brief_open_matter AS m
CROSS JOIN out_refresh AS f
