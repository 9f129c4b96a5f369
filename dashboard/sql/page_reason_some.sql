-- One row per reason of up to three matters, each looked up by itself: a list would read the whole table.
WITH chosen AS (
    SELECT * FROM out_reason WHERE matter_id = $first
    UNION ALL
    SELECT * FROM out_reason WHERE matter_id = $second
    UNION ALL
    SELECT * FROM out_reason WHERE matter_id = $third
)

SELECT r.matter_id, r.measure_code AS code, r.points, r.sentence AS zh, r.sentence_en AS en
FROM chosen AS r
ORDER BY r.matter_id, r.points DESC, r.measure_code
