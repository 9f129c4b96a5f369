-- One row per token that a touched report's petitioners bear or bore, and what it is a token of.
WITH party AS (
    SELECT name_token, pinyin_token, phone_token, id_token, ref_token, address_token FROM touched_party
    UNION ALL
    SELECT p.name_token, p.pinyin_token, p.phone_token, p.id_token, p.ref_token, p.address_token
    FROM core_report_party_past AS p
    INNER JOIN reach_touched AS t ON t.report_id = p.report_id
    WHERE p.role_code = 'petitioner'
)

SELECT DISTINCT 'name' AS kind_code, name_token AS token FROM party WHERE name_token IS NOT NULL
UNION ALL
SELECT DISTINCT 'sound' AS kind_code, coalesce(pinyin_token, name_token) AS token FROM party
WHERE coalesce(pinyin_token, name_token) IS NOT NULL
UNION ALL
SELECT DISTINCT 'phone' AS kind_code, phone_token AS token FROM party WHERE phone_token IS NOT NULL
UNION ALL
SELECT DISTINCT 'id' AS kind_code, id_token AS token FROM party WHERE id_token IS NOT NULL
UNION ALL
SELECT DISTINCT 'ref' AS kind_code, ref_token AS token FROM party WHERE ref_token IS NOT NULL
UNION ALL
SELECT DISTINCT 'address' AS kind_code, address_token AS token FROM party WHERE address_token IS NOT NULL
