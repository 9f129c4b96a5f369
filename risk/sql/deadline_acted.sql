-- One row per matter and limit, those of acted matters as their acts set them; what a sheet alone sets stays.
SELECT d.*
FROM deadline AS d
WHERE
    d.matter_index NOT IN (SELECT matter_index FROM acted_matter)
    OR (
        d.rule_code NOT IN (SELECT rule_code FROM ladder_rule)
        AND (
            d.rule_code <> 'RMTJ30'
            OR d.matter_index NOT IN (SELECT matter_index FROM acted_limit WHERE rule_code = 'RMTJ30')
        )
    )
UNION ALL
SELECT
    matter_index, rule_code, from_date, statutory_due_date, conservative_due_date, met_date, state_code, overdue_days,
    is_past_calendar, basis, ended_date, is_right, counted_with
FROM acted_limit
