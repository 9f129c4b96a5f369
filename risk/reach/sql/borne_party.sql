-- One row per petitioner who bears a token that one of a near report bears.
SELECT *
FROM core_report_party
WHERE
    role_code = 'petitioner'
    AND (
        name_token IN (SELECT name_token FROM near_party)
        OR coalesce(pinyin_token, name_token) IN (SELECT coalesce(pinyin_token, name_token) FROM near_party)
        OR phone_token IN (SELECT phone_token FROM near_party)
        OR id_token IN (SELECT id_token FROM near_party)
        OR ref_token IN (SELECT ref_token FROM near_party)
        OR address_token IN (SELECT address_token FROM near_party)
    )
