-- One row per listed matter and reason, weightiest first.
SELECT r.matter_id, r.points, r.sentence, r.sentence_en
FROM out_reason AS r
WHERE list_contains($matter_ids, r.matter_id)
ORDER BY r.matter_id, r.points DESC, r.measure_code
