-- One row per live report whose pairs must be worked out anew: touched, judged, unknown to the last refresh, or sharing a token with one.
WITH touched AS (
    SELECT report_id FROM touched_report
    UNION
    SELECT r.report_id
    FROM live_report AS r
    LEFT JOIN out_matter_report AS m ON m.report_id = r.report_id
    WHERE m.report_id IS NULL
    UNION
    SELECT report_id FROM core_judgement WHERE about_code = 'matter'
    UNION
    SELECT other_report_id FROM core_judgement WHERE about_code = 'matter'
),

bearer AS (  -- how common a token is counts in the weight of every pair that shares it
    SELECT p.name_token, p.pinyin_token, p.phone_token, p.address_token
    FROM core_report_party AS p
    INNER JOIN touched AS t ON t.report_id = p.report_id
    WHERE p.role_code = 'petitioner'
    UNION ALL
    SELECT p.name_token, p.pinyin_token, p.phone_token, p.address_token
    FROM core_report_party_past AS p
    INNER JOIN touched AS t ON t.report_id = p.report_id
    WHERE p.role_code = 'petitioner'
),

reached AS (
    SELECT report_id FROM touched
    UNION
    SELECT report_id
    FROM core_report_party
    WHERE
        role_code = 'petitioner'
        AND (
            name_token IN (SELECT name_token FROM bearer)
            OR pinyin_token IN (SELECT pinyin_token FROM bearer)
            OR phone_token IN (SELECT phone_token FROM bearer)
            OR address_token IN (SELECT address_token FROM bearer)
        )
)

SELECT r.report_id
FROM live_report AS r
INNER JOIN reached AS t ON t.report_id = r.report_id
