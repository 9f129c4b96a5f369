-- One row per live report and token by which it may meet others: 1 id, 2 ref, 3 phone, 4 address, 5 and 6 name, 7 none.
WITH party AS (
    SELECT
        r.report_index, r.is_changed, r.place_scope, r.respondent_id,
        p.id_token, p.ref_token, p.phone_token, p.address_token,
        coalesce(p.pinyin_token, p.name_token) AS sound_token
    FROM core_report_party AS p
    INNER JOIN linkable AS r ON r.report_id = p.report_id
    WHERE p.role_code = 'petitioner'
)

SELECT 1 AS evidence_no, id_token AS token, '' AS scope, report_index, is_changed
FROM party WHERE id_token IS NOT NULL
UNION ALL
SELECT 2 AS evidence_no, ref_token AS token, '' AS scope, report_index, is_changed
FROM party WHERE ref_token IS NOT NULL
UNION ALL
SELECT 3 AS evidence_no, phone_token AS token, '' AS scope, report_index, is_changed
FROM party WHERE phone_token IS NOT NULL
UNION ALL
SELECT 4 AS evidence_no, address_token AS token, '' AS scope, report_index, is_changed
FROM party WHERE address_token IS NOT NULL
UNION ALL
SELECT 5 AS evidence_no, sound_token AS token, respondent_id AS scope, report_index, is_changed
FROM party WHERE sound_token IS NOT NULL AND respondent_id IS NOT NULL
UNION ALL
SELECT 6 AS evidence_no, sound_token AS token, place_scope AS scope, report_index, is_changed
FROM party WHERE sound_token IS NOT NULL AND place_scope IS NOT NULL
UNION ALL
SELECT
    7 AS evidence_no,
    CAST('00000000-0000-0000-0000-000000000000' AS UUID) AS token,
    r.category_code || ' ' || coalesce(r.area_code, r.place_text) AS scope,
    r.report_index,
    r.is_changed
FROM linkable AS r
LEFT JOIN party AS p ON
    p.report_index = r.report_index
    AND coalesce(p.id_token, p.ref_token, p.phone_token, p.address_token, p.sound_token) IS NOT NULL
WHERE p.report_index IS NULL AND coalesce(r.area_code, r.place_text) IS NOT NULL
