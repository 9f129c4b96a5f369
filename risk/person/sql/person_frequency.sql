-- One row per token of a petitioner looked at and kind of token: on how many petitioners of counted reports it stands.
WITH counted AS (
    SELECT p.name_token, coalesce(p.pinyin_token, p.name_token) AS sound_token, p.phone_token, p.address_token
    FROM core_report_party AS p
    INNER JOIN person_counted AS c ON c.report_id = p.report_id
    WHERE p.role_code = 'petitioner'
)

SELECT 'name' AS kind_code, name_token AS token, CAST(count(*) AS INTEGER) AS record_count
FROM counted WHERE name_token IN (SELECT name_token FROM person_record)
GROUP BY name_token
UNION ALL
SELECT 'sound' AS kind_code, sound_token AS token, CAST(count(*) AS INTEGER) AS record_count
FROM counted WHERE sound_token IN (SELECT sound_token FROM person_record)
GROUP BY sound_token
UNION ALL
SELECT 'phone' AS kind_code, phone_token AS token, CAST(count(*) AS INTEGER) AS record_count
FROM counted WHERE phone_token IN (SELECT phone_token FROM person_record)
GROUP BY phone_token
UNION ALL
SELECT 'address' AS kind_code, address_token AS token, CAST(count(*) AS INTEGER) AS record_count
FROM counted WHERE address_token IN (SELECT address_token FROM person_record)
GROUP BY address_token
