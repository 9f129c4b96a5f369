-- One row per token of a near report and report that bears it, by what it is a token of: 1 name, 2 sound, 3 phone, 4 id, 5 ref, 6 address.
WITH borne AS (
    SELECT
        report_id, name_token, coalesce(pinyin_token, name_token) AS sound_token, phone_token, id_token, ref_token, address_token
    FROM borne_party
),

near AS (
    SELECT
        name_token, coalesce(pinyin_token, name_token) AS sound_token, phone_token, id_token, ref_token, address_token
    FROM near_party
)

SELECT 1 AS kind_no, report_id, name_token AS token FROM borne WHERE name_token IN (SELECT name_token FROM near)
UNION ALL
SELECT 2 AS kind_no, report_id, sound_token AS token FROM borne WHERE sound_token IN (SELECT sound_token FROM near)
UNION ALL
SELECT 3 AS kind_no, report_id, phone_token AS token FROM borne WHERE phone_token IN (SELECT phone_token FROM near)
UNION ALL
SELECT 4 AS kind_no, report_id, id_token AS token FROM borne WHERE id_token IN (SELECT id_token FROM near)
UNION ALL
SELECT 5 AS kind_no, report_id, ref_token AS token FROM borne WHERE ref_token IN (SELECT ref_token FROM near)
UNION ALL
SELECT 6 AS kind_no, report_id, address_token AS token FROM borne WHERE address_token IN (SELECT address_token FROM near)
