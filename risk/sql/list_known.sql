-- One row per open matter with a score: what its lists go by.
SELECT
    m.matter_id, m.unit_id, m.report_count, m.satisfaction_code,
    s.band_code,
    date_diff('day', CAST(m.first_reported_at AS DATE), $as_of) AS open_days,
    coalesce(g.growth_count, 0) AS growth_count,
    coalesce(k.overdue_days, 0) AS overdue_days,
    k.next_due_date,
    coalesce(k.next_due_date, k.first_due_date) AS due_date
FROM score AS s
INNER JOIN live_matter AS m ON m.matter_index = s.matter_index
LEFT JOIN matter_group AS b ON b.matter_index = m.matter_index
LEFT JOIN live_group AS g ON g.group_index = b.group_index
LEFT JOIN matter_clock AS k ON k.matter_index = m.matter_index
