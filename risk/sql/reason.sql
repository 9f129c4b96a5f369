-- One row per open matter and measure that gave it points, as out_reason holds it.
SELECT
    f.report_id AS matter_id,
    c.measure_code,
    CAST(p.points AS INTEGER) AS points,
    p.measured_value,
    replace(c.zh, '{value}', CAST(CAST(p.measured_value AS BIGINT) AS VARCHAR)) AS sentence,
    replace(c.en, '{value}', CAST(CAST(p.measured_value AS BIGINT) AS VARCHAR)) AS sentence_en
FROM score_point AS p
INNER JOIN score_card AS c ON c.measure_no = p.measure_no
INNER JOIN live_report AS f ON f.report_index = p.matter_index
