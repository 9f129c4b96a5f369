-- One row per report drawn, as an upload would leave it; written without the index a primary key builds row by row.
CREATE OR REPLACE TABLE core_report AS
SELECT * FROM core_report WHERE FALSE
UNION ALL BY NAME
SELECT
    report_id, 1 AS version_no, 'accepted' AS state_code, 'S' || lpad(CAST(number // 5000 + 1 AS VARCHAR), 6, '0') AS submission_id,
    'Sheet1' AS sheet_name, number % 5000 + 2 AS row_no, 1 AS part_no, 'default' AS source_code,
    CAST(number AS VARCHAR) AS report_no, report_id AS content_hash, reported_at, channel_code, 'community' AS level_code,
    category_code, 'appeal' AS legal_category_code, $titles[1 + founder % len($titles)] AS title,
    concat($titles[1 + founder % len($titles)], '，涉及', founder % 97, '户，请求尽快处理') AS narrative,
    FALSE AS is_people_approximate, 1 AS party_count, concat('u', founder % 200) AS unit_id,
    FALSE AS has_safety_concern, reported_at AS loaded_at
FROM drawn
