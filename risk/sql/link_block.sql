-- One row per report and block of reports to be compared with one another; large blocks are split by kind and place, then by week.
WITH block AS (
    SELECT evidence_no, token, scope, count(*) AS member_count
    FROM link_member
    GROUP BY evidence_no, token, scope
    HAVING count(*) > 1 AND bool_or(is_changed)
),

met AS (
    SELECT
        m.evidence_no, m.token, m.scope, m.report_index, m.is_changed, b.member_count > $cap AS is_large,
        CASE
            WHEN b.member_count <= $cap THEN ''
            WHEN m.evidence_no = 7 THEN coalesce(r.place_text, '')
            ELSE r.narrow
        END AS part
    FROM link_member AS m
    INNER JOIN block AS b ON b.evidence_no = m.evidence_no AND b.token = m.token AND b.scope = m.scope
    INNER JOIN linkable AS r ON r.report_index = m.report_index
),

large_part AS (
    SELECT evidence_no, token, scope, part
    FROM met
    WHERE is_large
    GROUP BY evidence_no, token, scope, part
    HAVING count(*) > $cap
)

SELECT
    m.evidence_no, m.token, m.scope, m.report_index, m.is_changed, m.is_large,
    CASE
        WHEN l.part IS NULL THEN m.part
        ELSE m.part || ' ' || CAST(CAST(date_trunc('week', r.reported_date) AS DATE) AS VARCHAR)
    END AS part
FROM met AS m
INNER JOIN linkable AS r ON r.report_index = m.report_index
LEFT JOIN large_part AS l ON
    l.evidence_no = m.evidence_no AND l.token = m.token AND l.scope = m.scope AND l.part = m.part
