-- One row per kind and place of a touched report that names nobody: the area it is in and the place as written.
SELECT DISTINCT r.category_code, coalesce(p.area_code, '') AS area_code, coalesce(replace(r.place_text, ' ', ''), '') AS place_text
FROM reach_touched AS t
INNER JOIN core_report AS r ON r.report_id = t.report_id
LEFT JOIN place_now AS p ON p.report_id = t.report_id
WHERE t.report_id NOT IN (
    SELECT report_id
    FROM core_report_party
    WHERE
        role_code = 'petitioner'
        AND coalesce(id_token, ref_token, phone_token, address_token, pinyin_token, name_token) IS NOT NULL
)
