-- One row per act up to $until on a matter on which some act was entered: those entered, and those its sheets tell.
WITH entered AS (
    SELECT
        t.matter_index, e.event_code AS code, CAST(e.occurred_at AS DATE) AS act_date,
        e.route_code, coalesce(e.is_simple, FALSE) AS is_simple, e.approved_date, e.told_date, e.extend_day_count
    FROM core_event AS e
    INNER JOIN live_report AS r ON r.report_id = e.report_id
    INNER JOIN matter_root AS t ON t.report_index = r.report_index
    WHERE e.withdrawn_at IS NULL AND e.occurred_at < $until
),

acted AS (
    SELECT matter_index, bool_or(code IN ('office_received', 'organ_received', 'unit_received')) AS is_received
    FROM entered
    GROUP BY matter_index
),

sheet AS (
    SELECT
        a.matter_index, a.is_received, c.code IS NOT NULL AS is_petition, r.reported_date,
        CASE WHEN s.accepted_at < $until THEN greatest(r.reported_date, CAST(s.accepted_at AS DATE)) END AS accepted_date,
        CASE
            WHEN least(s.replied_at, s.closed_at) < $until
                THEN greatest(r.reported_date, CAST(least(s.replied_at, s.closed_at) AS DATE))
            WHEN s.status_code IN ('settled', 'closed') THEN r.reported_date
        END AS answered_date
    FROM acted AS a
    INNER JOIN matter_root AS t ON t.matter_index = a.matter_index
    INNER JOIN live_report AS r ON r.report_index = t.report_index
    INNER JOIN core_report AS s ON s.report_id = r.report_id
    LEFT JOIN setting_code AS c ON c.use_code = 'petition_channel' AND c.code = r.channel_code
),

told AS (
    SELECT matter_index, 'organ_received' AS code, min(reported_date) AS act_date
    FROM sheet WHERE is_petition AND NOT is_received GROUP BY matter_index
    UNION ALL
    SELECT matter_index, 'told' AS code, accepted_date AS act_date FROM sheet WHERE is_petition AND accepted_date IS NOT NULL
    UNION ALL
    SELECT matter_index, 'accepted' AS code, accepted_date AS act_date
    FROM sheet WHERE is_petition AND accepted_date IS NOT NULL
    UNION ALL
    SELECT matter_index, 'opinion_delivered' AS code, answered_date AS act_date
    FROM sheet
    WHERE answered_date IS NOT NULL AND matter_index IN (SELECT matter_index FROM sheet WHERE is_petition OR is_received)
)

SELECT matter_index, code, act_date, route_code, is_simple, approved_date, told_date, extend_day_count
FROM entered
UNION ALL
SELECT
    matter_index, code, act_date, CAST(NULL AS VARCHAR) AS route_code, FALSE AS is_simple,
    CAST(NULL AS DATE) AS approved_date, CAST(NULL AS DATE) AS told_date, CAST(NULL AS INTEGER) AS extend_day_count
FROM told
ORDER BY matter_index, act_date, code
