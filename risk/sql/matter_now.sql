-- One row per matter, as out_matter holds it.
SELECT
    m.matter_id,
    g.group_id,
    m.area_code,
    m.category_code,
    m.legal_category_code,
    m.channel_code,
    m.level_code,
    CASE
        WHEN length(coalesce(nullif(c.title, ''), nullif(c.narrative, ''), '')) <= 60
            THEN coalesce(nullif(c.title, ''), nullif(c.narrative, ''), '')
        ELSE concat(substr(coalesce(nullif(c.title, ''), c.narrative), 1, 59), '…')
    END AS title,
    CASE
        WHEN NOT m.is_open THEN 'closed'
        WHEN CAST(m.replied_at AS DATE) >= CAST(m.last_reported_at AS DATE) THEN 'replied'
        WHEN m.accepted_at IS NOT NULL THEN 'accepted'
        ELSE 'open'
    END AS status_code,
    m.is_open,
    m.is_restricted,
    m.first_reported_at,
    m.last_reported_at,
    m.report_count,
    m.people_count,
    m.respondent_id,
    m.unit_id,
    m.accepted_at,
    m.replied_at,
    m.closed_at,
    m.satisfaction_code,
    k.next_due_date,
    coalesce(k.overdue_days, 0) AS overdue_days
FROM live_matter AS m
INNER JOIN core_report AS c ON c.report_id = m.matter_id
LEFT JOIN matter_group AS g ON g.matter_index = m.matter_index
LEFT JOIN matter_clock AS k ON k.matter_index = m.matter_index
