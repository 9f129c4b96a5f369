-- One row per kind and place of a touched report that names nobody: the area it is in and the place as written.
SELECT DISTINCT t.category_code, coalesce(t.area_code, '') AS area_code, coalesce(replace(t.place_text, ' ', ''), '') AS place_text
FROM reach_touched AS t
LEFT JOIN (
    SELECT DISTINCT report_id
    FROM touched_party
    WHERE coalesce(id_token, ref_token, phone_token, address_token, pinyin_token, name_token) IS NOT NULL
) AS n ON n.report_id = t.report_id
WHERE n.report_id IS NULL
