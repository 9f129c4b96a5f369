-- One row per reason of up to three matters, named one by one: a list from elsewhere would be joined, not looked up.
SELECT r.matter_id, r.measure_code AS code, r.points, r.sentence AS zh, r.sentence_en AS en
FROM out_reason AS r
WHERE r.matter_id IN ($first, $second, $third)
ORDER BY r.matter_id, r.points DESC, r.measure_code
