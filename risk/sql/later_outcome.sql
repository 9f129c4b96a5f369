-- One row per known matter that a later report up to $until escalates: days from $origin to the first of each kind.
SELECT
    k.row_no,
    min(CASE WHEN l.is_further THEN date_diff('day', $origin, l.reported_date) END) AS further_days,
    min(CASE WHEN l.is_joint THEN date_diff('day', $origin, l.reported_date) END) AS joint_days,
    min(CASE WHEN l.is_higher THEN date_diff('day', $origin, l.reported_date) END) AS higher_days
FROM known_matter AS k
INNER JOIN out_matter_report AS f ON f.report_id = k.matter_id
INNER JOIN later_report AS l ON l.matter_id = f.matter_id
WHERE l.reported_date > $origin AND l.reported_date <= $until
GROUP BY k.row_no
