-- One row per matter and limit that runs or ran on it: from when, until when before any rolling, and when the step was done.
WITH act AS (
    SELECT
        m.matter_index, r.report_index, r.reported_date, r.due_date,
        c.code IS NOT NULL AS is_petition,
        greatest(r.reported_date, CAST(r.accepted_at AS DATE)) AS accepted_date,
        r.accepted_at IS NOT NULL AS is_accepted,
        CASE WHEN r.replied_at IS NOT NULL OR r.closed_at IS NOT NULL
            THEN greatest(r.reported_date, CAST(least(r.replied_at, r.closed_at) AS DATE)) END AS answered_date
    FROM matter_root AS m
    INNER JOIN live_report AS r ON r.report_index = m.report_index
    LEFT JOIN setting_code AS c ON c.use_code = 'petition_channel' AND c.code = r.channel_code
),

started AS (
    SELECT
        matter_index,
        min(CASE WHEN is_petition THEN reported_date END) AS petition_date,
        min(CASE WHEN is_petition AND is_accepted THEN accepted_date END) AS handling_date,
        max(CASE WHEN due_date IS NOT NULL THEN report_index END) AS due_report_index,
        min(CASE WHEN report_index = matter_index AND NOT is_petition THEN reported_date END) AS screened_date
    FROM act
    GROUP BY matter_index
),

version AS (  -- the first version of a rule holds for what began before it too
    SELECT
        rule_code, day_count, basis,
        CASE WHEN row_number() OVER pack > 1 THEN valid_from_date ELSE DATE '1900-01-01' END AS from_date,
        coalesce(lead(valid_from_date) OVER pack, DATE '9999-12-31') AS until_date
    FROM core_rule_pack
    WINDOW pack AS (PARTITION BY rule_code ORDER BY valid_from_date)
),

running AS (
    SELECT matter_index, 'XF15_NOTICE' AS rule_code, petition_date AS from_date, CAST(NULL AS DATE) AS told_due_date
    FROM started WHERE petition_date IS NOT NULL
    UNION ALL
    SELECT matter_index, 'XF60_HANDLE' AS rule_code, handling_date AS from_date, CAST(NULL AS DATE) AS told_due_date
    FROM started WHERE handling_date IS NOT NULL
    UNION ALL
    SELECT s.matter_index, 'LOCAL_SHEET_DUE' AS rule_code, r.reported_date AS from_date,
        greatest(r.due_date, r.reported_date) AS told_due_date
    FROM started AS s
    INNER JOIN live_report AS r ON r.report_index = s.due_report_index
    UNION ALL
    SELECT matter_index, 'RMTJ30' AS rule_code, screened_date AS from_date, CAST(NULL AS DATE) AS told_due_date
    FROM started WHERE screened_date IS NOT NULL AND due_report_index IS NULL AND $screening_default
)

SELECT
    w.matter_index, w.rule_code, w.from_date,
    coalesce(w.told_due_date, CAST(w.from_date + p.day_count * INTERVAL 1 DAY AS DATE)) AS conservative_due_date,
    min(least(
        CASE WHEN w.rule_code = 'XF15_NOTICE' AND a.is_accepted AND a.accepted_date >= w.from_date
            THEN a.accepted_date END,
        CASE WHEN a.answered_date >= w.from_date THEN a.answered_date END
    )) AS met_date,
    min(p.basis) AS basis
FROM running AS w
INNER JOIN version AS p ON
    p.rule_code = w.rule_code AND w.from_date >= p.from_date AND w.from_date < p.until_date
INNER JOIN act AS a ON a.matter_index = w.matter_index
GROUP BY w.matter_index, w.rule_code, w.from_date, w.told_due_date, p.day_count
