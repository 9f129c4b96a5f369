-- One row per unit and measure, and per measure over all: cases in the period, and how many went well; no unit named is one row.
-- A limit counts once its last day has passed, a settlement once its whole window has.
WITH
day AS (SELECT as_of_date, as_of_date - CAST($days AS INTEGER) AS since_date FROM out_refresh),
inside AS (
    SELECT m.*
    FROM seen_matter AS m
    WHERE
        $focus = ''
        OR m.area_code IN (SELECT p.area_code FROM out_area_path AS p WHERE p.ancestor_code = $focus)
),
fallen AS (
    SELECT
        CASE WHEN d.rule_code LIKE '%NOTICE%' THEN 'notice' ELSE 'reply' END AS measure_code,
        d.matter_id, bool_and(d.state_code = 'met') AS is_good
    FROM out_deadline AS d
    CROSS JOIN day
    WHERE
        d.rule_code IN ('XF15_NOTICE', 'XF15_NOTICE_UNIT', 'XF60_HANDLE', 'JY10W_HANDLE', 'RMTJ30', 'LOCAL_SHEET_DUE')
        AND d.state_code IN ('met', 'late', 'overdue')
        AND d.statutory_due_date >= day.since_date AND d.statutory_due_date < day.as_of_date
    GROUP BY measure_code, d.matter_id
),
answered AS (
    SELECT
        m.matter_id,
        CAST(coalesce(
            min(r.replied_at) FILTER (WHERE r.replied_at < day.as_of_date + INTERVAL 1 DAY), m.replied_at,
            min(r.closed_at) FILTER (WHERE r.closed_at < day.as_of_date + INTERVAL 1 DAY), m.closed_at
        ) AS DATE) AS answered_date
    FROM inside AS m
    CROSS JOIN day
    INNER JOIN seen_report AS r ON r.matter_id = m.matter_id
    WHERE m.legal_category_code = 'appeal'
    GROUP BY m.matter_id, m.replied_at, m.closed_at
),
settled AS (
    SELECT
        a.matter_id,
        count(*) FILTER (
            WHERE
                CAST(r.reported_at AS DATE) > a.answered_date
                AND CAST(r.reported_at AS DATE) <= a.answered_date + CAST($settle_days AS INTEGER)
        ) = 0 AS is_good
    FROM answered AS a
    CROSS JOIN day
    INNER JOIN seen_report AS r ON r.matter_id = a.matter_id
    WHERE
        a.answered_date >= day.since_date - CAST($settle_days AS INTEGER)
        AND a.answered_date < day.as_of_date - CAST($settle_days AS INTEGER)
    GROUP BY a.matter_id
),
closed AS (
    SELECT m.matter_id, m.satisfaction_code
    FROM inside AS m
    CROSS JOIN day
    WHERE CAST(coalesce(m.closed_at, m.replied_at) AS DATE) BETWEEN day.since_date AND day.as_of_date
),
told AS (
    SELECT measure_code, matter_id, is_good FROM fallen
    UNION ALL
    SELECT 'settled' AS measure_code, matter_id, is_good FROM settled
    UNION ALL
    SELECT 'heard' AS measure_code, matter_id, satisfaction_code IS NOT NULL AS is_good FROM closed
    UNION ALL
    SELECT 'satisfied' AS measure_code, matter_id, satisfaction_code <> 'dissatisfied' AS is_good
    FROM closed
    WHERE satisfaction_code IS NOT NULL
)
SELECT
    t.measure_code, m.unit_id, CASE WHEN grouping(m.unit_id) = 0 THEN any_value(u.name) END AS unit_name,
    grouping(m.unit_id) = 1 AS is_all,
    count(*) AS case_count,
    count(*) FILTER (WHERE t.is_good) AS good_count,
    count(*) FILTER (WHERE NOT t.is_good) AS other_count
FROM told AS t
INNER JOIN inside AS m ON m.matter_id = t.matter_id
LEFT JOIN core_unit AS u ON u.unit_id = m.unit_id
GROUP BY GROUPING SETS ((t.measure_code, m.unit_id), (t.measure_code))
ORDER BY is_all DESC, unit_name NULLS LAST, t.measure_code
