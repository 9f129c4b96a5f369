-- One row per open matter out of reach about an office that has more or fewer open ones than before: what is said of it now.
SELECT
    m.matter_id, 'respondent_open' AS measure_code, CAST(f.points AS INTEGER) AS points, CAST(f.points_before AS INTEGER) AS points_before,
    CAST(f.open_count AS DOUBLE) AS measured_value,
    replace(c.zh, '{value}', CAST(f.open_count AS VARCHAR)) AS sentence,
    replace(c.en, '{value}', CAST(f.open_count AS VARCHAR)) AS sentence_en
FROM out_matter AS m
INNER JOIN respondent_shift AS f ON f.respondent_id = m.respondent_id
INNER JOIN score_card AS c ON c.measure_code = 'respondent_open'
LEFT JOIN reach_matter AS r ON r.matter_id = m.matter_id
WHERE m.is_open AND NOT m.is_restricted AND r.matter_id IS NULL
