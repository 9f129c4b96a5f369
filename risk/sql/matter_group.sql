-- One row per matter in a group of two or more matters of two or more different parties; parties are counted, never kept.
WITH named AS (
    SELECT
        g.group_index, g.matter_index,
        CAST(coalesce(p.name_token, p.phone_token, p.id_token, p.ref_token, p.address_token) AS VARCHAR) AS party
    FROM group_root AS g
    INNER JOIN matter_root AS m ON m.matter_index = g.matter_index
    INNER JOIN live_report AS r ON r.report_index = m.report_index
    INNER JOIN core_report_party AS p ON p.report_id = r.report_id AND p.role_code = 'petitioner'
),

counted AS (
    SELECT
        g.group_index,
        count(DISTINCT coalesce(n.party, CAST(g.matter_index AS VARCHAR))) AS party_count,
        count(DISTINCT n.party) AS named_count
    FROM group_root AS g
    LEFT JOIN named AS n ON n.matter_index = g.matter_index
    GROUP BY g.group_index
    HAVING count(DISTINCT g.matter_index) > 1
)

SELECT
    g.matter_index, g.group_index, f.report_id AS group_id,
    CAST(c.named_count AS INTEGER) AS named_count
FROM group_root AS g
INNER JOIN counted AS c ON c.group_index = g.group_index
INNER JOIN live_report AS f ON f.report_index = g.group_index
WHERE c.party_count > 1
