-- One row per limit that runs or ran on a matter, the most urgent first, with the length of the rule in force when it began.
WITH version AS (
    SELECT
        rule_code, name, day_count,
        CASE WHEN row_number() OVER pack > 1 THEN valid_from_date ELSE DATE '1900-01-01' END AS from_date,
        coalesce(lead(valid_from_date) OVER pack, DATE '9999-12-31') AS until_date
    FROM core_rule_pack
    WINDOW pack AS (PARTITION BY rule_code ORDER BY valid_from_date)
)

SELECT
    d.rule_code, rule.name AS rule_name, rule.day_count, d.from_date, d.statutory_due_date, d.conservative_due_date, d.met_date,
    d.state_code, d.overdue_days, d.is_past_calendar, d.basis,
    date_diff('day', (SELECT as_of_date FROM out_refresh), d.conservative_due_date) AS due_in_days,
    kept.missed_percent, d.ended_date, d.is_right, d.counted_with
FROM out_deadline AS d
INNER JOIN seen_matter AS m ON m.matter_id = d.matter_id
LEFT JOIN version AS rule ON
    rule.rule_code = d.rule_code AND d.from_date >= rule.from_date AND d.from_date < rule.until_date
LEFT JOIN out_limit_record AS kept ON kept.rule_code = d.rule_code
WHERE d.matter_id = $matter_id
ORDER BY d.overdue_days DESC, d.met_date IS NOT NULL, d.conservative_due_date
