-- One row per block or part of a block that too many reports share, as text: when this list changes, so does what is compared.
WITH block AS (
    SELECT evidence_no, token, scope
    FROM link_member
    GROUP BY evidence_no, token, scope
    HAVING count(*) > $cap
),

part AS (
    SELECT
        m.evidence_no, m.token, m.scope,
        CASE WHEN m.evidence_no = 7 THEN coalesce(r.place_text, '') ELSE r.narrow END AS part
    FROM link_member AS m
    INNER JOIN block AS b ON b.evidence_no = m.evidence_no AND b.token = m.token AND b.scope = m.scope
    INNER JOIN linkable AS r ON r.report_index = m.report_index
)

SELECT CAST(evidence_no AS VARCHAR) || ' ' || CAST(token AS VARCHAR) || ' ' || scope AS block
FROM block
UNION ALL
SELECT CAST(evidence_no AS VARCHAR) || ' ' || CAST(token AS VARCHAR) || ' ' || scope || ' / ' || part AS block
FROM part
GROUP BY evidence_no, token, scope, part
HAVING count(*) > $cap
ORDER BY block
