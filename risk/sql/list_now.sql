-- One row per list and open matter on it, as out_list holds it.
WITH judged AS (
    SELECT
        *,
        open_days < $new_days AS is_new,
        open_days < $growth_days AND growth_count >= $growing_count AS is_growing,
        overdue_days > 0 AS is_overdue,
        report_count >= $stock_report_count AS is_repeated,
        open_days > $stock_days AS is_old,
        coalesce(date_diff('day', $as_of, next_due_date) <= $due_days, FALSE) AS is_due,
        coalesce(satisfaction_code = 'dissatisfied', FALSE) AS is_dissatisfied
    FROM list_known
)

SELECT
    'control_new' AS list_code, matter_id, unit_id, due_date,
    CASE
        WHEN is_growing THEN '同一原因28天内新增' || CAST(growth_count AS VARCHAR) || '件，宜合并受理、当面说明'
        ELSE '本周新登记，宜首接首办、就地化解'
    END AS why,
    CASE
        WHEN is_growing THEN CAST(growth_count AS VARCHAR) || ' matters with one cause in 28 days: take up together'
        ELSE 'new this week: settle it where it was first received'
    END AS why_en
FROM judged
WHERE is_new OR is_growing
UNION ALL
SELECT
    'reduce_stock' AS list_code, matter_id, unit_id, due_date,
    CASE
        WHEN is_overdue THEN '时限已超' || CAST(overdue_days AS VARCHAR) || '天，请责任单位补办并向群众说明'
        WHEN is_repeated THEN '已反映' || CAST(report_count AS VARCHAR) || '次，宜明确专人、限期答复'
        ELSE '已' || CAST(open_days AS VARCHAR) || '天未结，宜会商推动'
    END AS why,
    CASE
        WHEN is_overdue THEN CAST(overdue_days AS VARCHAR) || ' day(s) past a limit: act now and explain'
        WHEN is_repeated THEN 'raised ' || CAST(report_count AS VARCHAR) || ' times: name an owner and a day for the answer'
        ELSE 'open for ' || CAST(open_days AS VARCHAR) || ' days: bring it to a joint meeting'
    END AS why_en
FROM judged
WHERE is_overdue OR is_repeated OR is_old
UNION ALL
SELECT
    'guard_change' AS list_code, matter_id, unit_id, due_date,
    CASE
        WHEN is_dissatisfied THEN '评价不满意，宜回访并重新研究'
        WHEN is_due THEN '时限将于' || CAST(next_due_date AS VARCHAR) || '到期，请按期办结答复'
        ELSE '分值进入本周重点，宜提前联系，问明需要什么帮助'
    END AS why,
    CASE
        WHEN is_dissatisfied THEN 'rated dissatisfied: call back and look again'
        WHEN is_due THEN 'a limit falls due on ' || CAST(next_due_date AS VARCHAR) || ': answer in time'
        ELSE 'among the matters that need help first this week: offer help early'
    END AS why_en
FROM judged
WHERE
    is_due OR is_dissatisfied
    OR (
        band_code IN ('red', 'orange')
        AND NOT (is_new OR is_growing OR is_overdue OR is_repeated OR is_old)
    )
