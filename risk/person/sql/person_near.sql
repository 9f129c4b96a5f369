-- One row per live report that shares a token with a changed one, itself included: whatever a change can reach.
WITH petitioner AS (
    SELECT
        p.report_id, p.name_token, coalesce(p.pinyin_token, p.name_token) AS sound_token,
        p.phone_token, p.id_token, p.ref_token, p.address_token
    FROM core_report_party AS p
    INNER JOIN live_report AS r ON r.report_id = p.report_id
    WHERE p.role_code = 'petitioner'
),

changed AS (
    SELECT p.*
    FROM petitioner AS p
    INNER JOIN changed_report AS c ON c.report_id = p.report_id
)

SELECT DISTINCT report_id
FROM petitioner
WHERE
    name_token IN (SELECT name_token FROM changed)
    OR sound_token IN (SELECT sound_token FROM changed)
    OR phone_token IN (SELECT phone_token FROM changed)
    OR id_token IN (SELECT id_token FROM changed)
    OR ref_token IN (SELECT ref_token FROM changed)
    OR address_token IN (SELECT address_token FROM changed)
