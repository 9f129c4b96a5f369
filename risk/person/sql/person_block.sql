-- One row per petitioner and block of petitioners to be compared: a large block is split by name and kind, one still large proves nothing.
WITH member AS (
    SELECT 1 AS kind_no, id_token AS token, '' AS scope, record_no, report_index, '' AS part
    FROM person_record WHERE id_token IS NOT NULL
    UNION ALL
    SELECT 2 AS kind_no, ref_token AS token, '' AS scope, record_no, report_index, '' AS part
    FROM person_record WHERE ref_token IS NOT NULL
    UNION ALL
    SELECT 3 AS kind_no, phone_token AS token, '' AS scope, record_no, report_index, category_code || ' ' || coalesce(CAST(sound_token AS VARCHAR), '') AS part
    FROM person_record WHERE phone_token IS NOT NULL
    UNION ALL
    SELECT 4 AS kind_no, address_token AS token, '' AS scope, record_no, report_index, category_code || ' ' || coalesce(CAST(sound_token AS VARCHAR), '') AS part
    FROM person_record WHERE address_token IS NOT NULL
    UNION ALL
    SELECT 5 AS kind_no, sound_token AS token, respondent_id AS scope, record_no, report_index, category_code || ' ' || coalesce(area_code, '') AS part
    FROM person_record WHERE sound_token IS NOT NULL AND respondent_id IS NOT NULL
    UNION ALL
    SELECT 6 AS kind_no, sound_token AS token, place_scope AS scope, record_no, report_index, category_code || ' ' || coalesce(area_code, '') AS part
    FROM person_record WHERE sound_token IS NOT NULL AND place_scope IS NOT NULL
),

sized AS (
    SELECT kind_no, token, scope, count(*) AS record_count
    FROM member
    GROUP BY kind_no, token, scope
    HAVING count(*) > 1
),

split AS (
    SELECT
        m.kind_no, m.token, m.scope, m.record_no, m.report_index,
        CASE WHEN s.record_count > $cap THEN m.part ELSE '' END AS part
    FROM member AS m
    INNER JOIN sized AS s ON s.kind_no = m.kind_no AND s.token = m.token AND s.scope = m.scope
),

small AS (
    SELECT kind_no, token, scope, part
    FROM split
    GROUP BY kind_no, token, scope, part
    HAVING count(*) BETWEEN 2 AND $cap
)

SELECT s.kind_no, s.token, s.scope, s.part, s.record_no, s.report_index
FROM split AS s
INNER JOIN small AS k ON k.kind_no = s.kind_no AND k.token = s.token AND k.scope = s.scope AND k.part = s.part
