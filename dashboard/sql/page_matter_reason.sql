-- One row per measure that gave a matter points, the most first.
SELECT r.measure_code, r.points, r.measured_value, r.sentence, r.sentence_en
FROM out_reason AS r
INNER JOIN seen_matter AS m ON m.matter_id = r.matter_id
WHERE r.matter_id = $matter_id
ORDER BY r.points DESC, r.measure_code
