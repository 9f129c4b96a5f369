-- One row per cause for supervision and open matter: past a limit, dissatisfied, or idle and not late; the first of each.
WITH
day AS (SELECT as_of_date FROM out_refresh),
inside AS (
    SELECT m.*
    FROM seen_matter AS m
    WHERE
        m.is_open AND (
            $focus = ''
            OR m.area_code IN (SELECT p.area_code FROM out_area_path AS p WHERE p.ancestor_code = $focus)
        )
),
late AS (
    SELECT d.matter_id, min(d.statutory_due_date) AS due_date
    FROM out_deadline AS d
    WHERE d.state_code = 'overdue'
    GROUP BY d.matter_id
),
done AS (
    SELECT r.matter_id, max(e.occurred_at) AS acted_at
    FROM core_event AS e
    INNER JOIN seen_report AS r ON r.report_id = e.report_id
    WHERE e.withdrawn_at IS NULL
    GROUP BY r.matter_id
),
step AS (
    SELECT
        m.matter_id, greatest(m.replied_at, m.closed_at) AS answered_at,
        greatest(m.accepted_at, m.replied_at, m.closed_at, e.acted_at) AS stepped_at
    FROM inside AS m
    LEFT JOIN done AS e ON e.matter_id = m.matter_id
),
waiting AS (
    -- after an answer it is the next report that waits; before one, the matter waits since the last step
    SELECT
        m.matter_id,
        CAST(CASE
            WHEN s.stepped_at IS NULL THEN min(r.reported_at)
            WHEN s.stepped_at = s.answered_at
                THEN coalesce(min(r.reported_at) FILTER (WHERE r.reported_at > s.stepped_at), s.stepped_at)
            ELSE s.stepped_at
        END AS DATE) AS since_date
    FROM inside AS m
    INNER JOIN step AS s ON s.matter_id = m.matter_id
    INNER JOIN seen_report AS r ON r.matter_id = m.matter_id
    GROUP BY m.matter_id, s.stepped_at, s.answered_at
),
told AS (
    SELECT 'overdue' AS cause_code, m.matter_id, m.overdue_days AS day_count
    FROM inside AS m
    WHERE m.overdue_days > 0
    UNION ALL
    SELECT
        'dissatisfied' AS cause_code, m.matter_id,
        date_diff('day', CAST(coalesce(m.closed_at, m.replied_at, m.last_reported_at) AS DATE), day.as_of_date) AS day_count
    FROM inside AS m
    CROSS JOIN day
    WHERE m.satisfaction_code = 'dissatisfied'
    UNION ALL
    SELECT 'idle' AS cause_code, m.matter_id, date_diff('day', w.since_date, day.as_of_date) AS day_count
    FROM inside AS m
    CROSS JOIN day
    INNER JOIN waiting AS w ON w.matter_id = m.matter_id
    WHERE m.overdue_days = 0 AND date_diff('day', w.since_date, day.as_of_date) >= $idle_days
)
SELECT
    t.cause_code, t.matter_id, t.day_count AS waited_days, coalesce(l.due_date, m.next_due_date) AS due_date,
    m.title, m.band_code, m.score, u.name AS unit_name, count(*) OVER (PARTITION BY t.cause_code) AS found_total
FROM told AS t
INNER JOIN inside AS m ON m.matter_id = t.matter_id
LEFT JOIN late AS l ON l.matter_id = t.matter_id
LEFT JOIN core_unit AS u ON u.unit_id = m.unit_id
QUALIFY row_number() OVER (PARTITION BY t.cause_code ORDER BY t.day_count DESC, m.rank_no NULLS LAST, t.matter_id) <= $most
ORDER BY t.cause_code, t.day_count DESC, m.rank_no NULLS LAST, t.matter_id
