-- One row per new unnumbered report of this upload and an older report it may be: same party, kind and days.
WITH fresh AS MATERIALIZED (
    SELECT
        n.report_id, n.category_code, n.reported_at, n.submission_id, n.sheet_name, n.row_no, n.narrative,
        p.name_token, p.phone_token
    FROM core_report AS n
    JOIN core_report_party AS p ON p.report_id = n.report_id AND p.role_code = 'petitioner'
    WHERE n.submission_id = $submission_id AND n.report_no IS NULL AND n.version_no = 1
        AND n.state_code = 'accepted'
),

met AS MATERIALIZED (
    SELECT f.*, p.report_id AS other_id
    FROM fresh AS f
    JOIN core_report_party AS p ON p.phone_token = f.phone_token AND p.role_code = 'petitioner'
    UNION ALL
    SELECT f.*, p.report_id AS other_id
    FROM fresh AS f
    JOIN core_report_party AS p ON p.name_token = f.name_token AND p.role_code = 'petitioner'
)

SELECT DISTINCT m.report_id, o.report_id AS candidate_report_id, m.narrative AS text, o.narrative AS candidate_text
FROM met AS m
JOIN core_report AS o ON o.report_id = m.other_id
WHERE o.state_code = 'accepted' AND o.category_code = m.category_code AND o.report_id <> m.report_id
    AND abs(date_diff('day', o.reported_at, m.reported_at)) <= $days
    AND (
        o.submission_id <> m.submission_id OR o.sheet_name < m.sheet_name
        OR (o.sheet_name = m.sheet_name AND o.row_no < m.row_no)
    )
