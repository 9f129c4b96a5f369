-- One row per open matter a general viewer may see and measure that gave it points.
SELECT
    r.matter_id, m.score, m.band_code AS band, r.measure_code, r.points, r.measured_value,
    r.sentence, r.sentence_en, f.as_of_date AS as_of
FROM out_reason AS r
INNER JOIN seen_matter AS m ON m.matter_id = r.matter_id
CROSS JOIN out_refresh AS f
ORDER BY r.matter_id, r.points DESC, r.measure_code
