-- One row per report whose pairs may have changed: touched, sharing a token with a touched one, or where one that names nobody lies.
SELECT report_id FROM reach_touched
UNION
SELECT report_id
FROM core_report_party
WHERE
    role_code = 'petitioner'
    AND (
        name_token IN (SELECT token FROM reach_token WHERE kind_code = 'name')
        OR coalesce(pinyin_token, name_token) IN (SELECT token FROM reach_token WHERE kind_code = 'sound')
        OR phone_token IN (SELECT token FROM reach_token WHERE kind_code = 'phone')
        OR id_token IN (SELECT token FROM reach_token WHERE kind_code = 'id')
        OR ref_token IN (SELECT token FROM reach_token WHERE kind_code = 'ref')
        OR address_token IN (SELECT token FROM reach_token WHERE kind_code = 'address')
    )
UNION
SELECT r.report_id
FROM core_report AS r
INNER JOIN reach_nameless AS n ON n.category_code = r.category_code AND n.place_text = replace(r.place_text, ' ', '')
UNION
SELECT r.report_id
FROM reach_nameless AS n
INNER JOIN place_now AS p ON p.area_code = n.area_code
INNER JOIN core_report AS r ON r.report_id = p.report_id AND r.category_code = n.category_code
