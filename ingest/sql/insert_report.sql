-- One row per new report.
INSERT INTO core_report BY NAME
SELECT
    1 AS version_no, 'accepted' AS state_code, $submission_id AS submission_id, $now AS loaded_at,
    t.* EXCLUDE (verdict_code)
FROM taken AS t
WHERE t.verdict_code = 'new'
