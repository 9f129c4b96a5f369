-- One row per open matter with a limit not yet met: the nearest one still running, and how long the worst is overdue.
SELECT
    m.matter_index,
    min(CASE WHEN d.state_code IN ('running', 'due_soon') THEN d.conservative_due_date END) AS next_due_date,
    substr(
        min(CASE
            WHEN d.state_code IN ('running', 'due_soon')
                THEN CAST(d.conservative_due_date AS VARCHAR) || ' ' || d.rule_code
        END),
        12
    ) AS next_rule_code,
    min(d.conservative_due_date) AS first_due_date,
    max(CASE WHEN d.state_code = 'overdue' THEN d.overdue_days ELSE 0 END) AS overdue_days
FROM live_matter AS m
INNER JOIN deadline AS d ON d.matter_index = m.matter_index
WHERE m.is_open AND d.met_date IS NULL AND d.ended_date IS NULL AND NOT d.is_right
GROUP BY m.matter_index
