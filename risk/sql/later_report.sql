-- One row per report since $since that came while its matter was unanswered or badly rated, or jointly, or higher up.
WITH turn AS (
    SELECT
        o.matter_id, r.report_id, o.repeat_no,
        CAST(r.reported_at AS DATE) AS reported_date,
        greatest(coalesce(r.people_count, 0), r.party_count) AS people_count,
        CASE r.level_code
            WHEN 'community' THEN 0 WHEN 'town' THEN 1 WHEN 'county' THEN 2
            WHEN 'prefecture' THEN 3 WHEN 'province' THEN 4 WHEN 'national' THEN 5 ELSE 0
        END AS level_no,
        r.reported_at, r.replied_at, r.satisfaction_code,
        coalesce(
            r.closed_at,
            CASE WHEN r.status_code IN ('settled', 'closed') THEN coalesce(r.replied_at, r.reported_at) END
        ) AS closed_at
    FROM out_matter_report AS o
    INNER JOIN core_report AS r ON r.report_id = o.report_id
),

ordered AS (
    SELECT
        matter_id, report_id, repeat_no, reported_at, reported_date, people_count, level_no,
        lag(reported_date) OVER (PARTITION BY matter_id ORDER BY repeat_no) AS before_date,
        max(level_no) OVER (
            PARTITION BY matter_id ORDER BY repeat_no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS before_level_no
    FROM turn
),

later AS (
    SELECT * FROM ordered WHERE repeat_no > 1 AND reported_at >= $since
),

answer AS (
    SELECT matter_id, repeat_no, CAST(replied_at AS DATE) AS answered_date FROM turn WHERE replied_at IS NOT NULL
    UNION ALL
    SELECT matter_id, repeat_no, CAST(closed_at AS DATE) AS answered_date FROM turn WHERE closed_at IS NOT NULL
    UNION ALL
    SELECT t.matter_id, t.repeat_no, CAST(e.occurred_at AS DATE) AS answered_date
    FROM core_event AS e
    INNER JOIN turn AS t ON t.report_id = e.report_id
    WHERE e.event_code IN (
            'opinion_issued', 'opinion_delivered', 'review_issued', 'review_delivered', 'recheck_issued', 'recheck_delivered',
            'settled', 'closed', 'agreement_effective', 'withdrawn', 'not_accepted', 'no_longer_accepted'
        ) AND e.withdrawn_at IS NULL
),

answered AS (
    SELECT DISTINCT l.report_id
    FROM later AS l
    INNER JOIN answer AS a ON
        a.matter_id = l.matter_id AND a.repeat_no < l.repeat_no
        AND a.answered_date >= l.before_date AND a.answered_date <= l.reported_date
),

rating AS (
    SELECT
        matter_id, repeat_no, satisfaction_code, CAST(coalesce(closed_at, replied_at, reported_at) AS DATE) AS rated_date
    FROM turn
    WHERE satisfaction_code IS NOT NULL
),

rated AS (
    SELECT
        l.report_id,
        g.satisfaction_code,
        row_number() OVER (PARTITION BY l.report_id ORDER BY g.rated_date DESC, g.repeat_no DESC) AS order_no
    FROM later AS l
    INNER JOIN rating AS g ON
        g.matter_id = l.matter_id AND g.repeat_no < l.repeat_no AND g.rated_date <= l.reported_date
),

told AS (
    SELECT
        l.matter_id, l.reported_date,
        a.report_id IS NULL OR coalesce(g.satisfaction_code = 'dissatisfied', FALSE) AS is_further,
        l.people_count >= $joint_people_count AS is_joint,
        l.level_no > l.before_level_no AS is_higher
    FROM later AS l
    LEFT JOIN answered AS a ON a.report_id = l.report_id
    LEFT JOIN rated AS g ON g.report_id = l.report_id AND g.order_no = 1
)

SELECT matter_id, reported_date, is_further, is_joint, is_higher
FROM told
WHERE is_further OR is_joint OR is_higher
