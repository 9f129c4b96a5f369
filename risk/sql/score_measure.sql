-- One row per open matter that is not restricted, one column per measure of the score card; NULL where it does not apply.
WITH unanswered AS (
    SELECT m.matter_index, count(*) AS repeat_count
    FROM matter_root AS t
    INNER JOIN live_matter AS m ON m.matter_index = t.matter_index
    INNER JOIN live_report AS r ON r.report_index = t.report_index
    WHERE
        m.is_open AND t.report_index <> t.matter_index
        AND coalesce(r.reported_date > CAST(greatest(m.replied_at, m.closed_at) AS DATE), TRUE)
    GROUP BY m.matter_index
),

notice AS (
    SELECT matter_index FROM deadline WHERE rule_code = 'XF15_NOTICE' AND state_code = 'met'
)

SELECT
    m.matter_index,
    CAST(u.repeat_count AS DOUBLE) AS unanswered_repeats,
    CAST(m.people_count AS DOUBLE) AS people,
    CAST(g.open_matter_count AS DOUBLE) AS group_matters,
    CAST(g.growth_count AS DOUBLE) AS group_growth,
    CAST(m.level_no - m.first_level_no AS DOUBLE) AS level_rise,
    CAST(k.overdue_days AS DOUBLE) AS overdue_days,
    CAST(date_diff('day', $as_of, k.next_due_date) AS DOUBLE) AS due_in_days,
    CAST(CASE WHEN date_diff('day', $as_of, k.next_due_date) <= $horizon_days THEN l.missed_percent END AS DOUBLE)
        AS limit_missed_percent,
    CAST(date_diff('day', CAST(m.last_reported_at AS DATE), $as_of) AS DOUBLE) AS quiet_days,
    CAST(CASE WHEN m.satisfaction_code = 'dissatisfied' THEN 1 END AS DOUBLE) AS dissatisfied,
    CAST(date_diff('day', CAST(m.first_reported_at AS DATE), $as_of) AS DOUBLE) AS open_days,
    CAST(CASE WHEN w.code IS NOT NULL THEN $weeks_to_festival END AS DOUBLE) AS wage_season_weeks,
    CAST(n.open_count AS DOUBLE) AS respondent_open,
    CAST(CASE WHEN m.told_status_code = 'mediation' THEN 1 END AS DOUBLE) AS mediation_under_way,
    CAST(CASE
        WHEN CAST(m.replied_at AS DATE) >= CAST(m.last_reported_at AS DATE)
            AND coalesce(m.satisfaction_code <> 'dissatisfied', TRUE) THEN 1
    END AS DOUBLE) AS replied_waiting,
    CAST(CASE
        WHEN m.accepted_at IS NOT NULL AND m.replied_at IS NULL AND x.matter_index IS NOT NULL
            AND coalesce(k.overdue_days, 0) = 0 THEN 1
    END AS DOUBLE) AS accepted_in_time,
    coalesce(date_diff('day', $as_of, k.next_due_date), 1000000) AS due_order_no
FROM live_matter AS m
LEFT JOIN unanswered AS u ON u.matter_index = m.matter_index
LEFT JOIN matter_group AS b ON b.matter_index = m.matter_index
LEFT JOIN live_group AS g ON g.group_index = b.group_index
LEFT JOIN matter_clock AS k ON k.matter_index = m.matter_index
LEFT JOIN limit_record AS l ON l.rule_code = k.next_rule_code
LEFT JOIN setting_code AS w ON w.use_code = 'wage_category' AND w.code = m.category_code
LEFT JOIN respondent_open AS n ON n.respondent_id = m.respondent_id
LEFT JOIN notice AS x ON x.matter_index = m.matter_index
WHERE m.is_open AND NOT m.is_restricted
ORDER BY m.matter_index
