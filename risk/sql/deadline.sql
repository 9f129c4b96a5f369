-- One row per matter and limit as at $as_of: the last day, rolled and not, and whether it was kept.
WITH rolled AS (
    SELECT
        s.*,
        coalesce(c.next_working_date, s.conservative_due_date) AS statutory_due_date,
        c.next_working_date IS NULL AS is_past_calendar,
        coalesce(s.met_date, $as_of) AS seen_date
    FROM deadline_start AS s
    LEFT JOIN core_calendar AS c ON c.day_date = s.conservative_due_date
)

SELECT
    matter_index, rule_code, from_date, statutory_due_date, conservative_due_date, met_date,
    CASE
        WHEN met_date <= statutory_due_date THEN 'met'
        WHEN met_date IS NOT NULL THEN 'late'
        WHEN statutory_due_date < $as_of THEN 'overdue'
        WHEN date_diff('day', $as_of, conservative_due_date) <= $due_soon_days THEN 'due_soon'
        ELSE 'running'
    END AS state_code,
    CAST(greatest(date_diff('day', statutory_due_date, seen_date), 0) AS INTEGER) AS overdue_days,
    is_past_calendar,
    basis,
    CAST(NULL AS DATE) AS ended_date,
    FALSE AS is_right,
    CAST(NULL AS VARCHAR) AS counted_with
FROM rolled
