-- One row per petitioner of a report looked at: tokens, place, what it is about. One row_key for the parts of a row that names several.
SELECT
    CAST(a.report_index AS BIGINT) * 100000 + p.party_no AS record_no,  -- in order of report, without a sort
    a.report_index,
    c.category_code, c.respondent_id, c.legal_category_code = 'accusation' AS is_accusation,
    l.area_code,
    coalesce(h.home_code, v.home_code, c.village_name, c.town_name) AS place_scope,
    CASE
        WHEN c.party_count > 1
            THEN c.submission_id || ' ' || CAST(c.row_no AS VARCHAR) || ' ' || c.sheet_name
        ELSE c.report_id
    END AS row_key,
    p.name_token,
    coalesce(p.pinyin_token, p.name_token) AS sound_token,
    p.phone_token, p.id_token, p.ref_token, p.address_token
FROM person_asked AS a
INNER JOIN core_report AS c ON c.report_id = a.report_id
INNER JOIN core_report_party AS p ON p.report_id = a.report_id AND p.role_code = 'petitioner'
LEFT JOIN place_now AS l ON l.report_id = a.report_id
LEFT JOIN area_home AS h ON h.area_code = l.area_code
LEFT JOIN home_name AS v ON v.name = c.village_name
