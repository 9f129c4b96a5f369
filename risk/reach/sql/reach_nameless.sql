-- One row per kind and place of a touched report that names nobody: the area it is in and the place as written.
SELECT DISTINCT r.category_code, coalesce(p.area_code, '') AS area_code, coalesce(replace(r.place_text, ' ', ''), '') AS place_text
FROM reach_touched AS t
INNER JOIN core_report AS r ON r.report_id = t.report_id
LEFT JOIN place_now AS p ON p.report_id = t.report_id
LEFT JOIN (
    SELECT DISTINCT p.report_id
    FROM core_report_party AS p
    INNER JOIN reach_touched AS t ON t.report_id = p.report_id
    WHERE
        p.role_code = 'petitioner'
        AND coalesce(p.id_token, p.ref_token, p.phone_token, p.address_token, p.pinyin_token, p.name_token) IS NOT NULL
) AS n ON n.report_id = t.report_id
WHERE n.report_id IS NULL
