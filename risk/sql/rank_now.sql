-- One row per open matter that is not restricted, as out_rank holds it.
SELECT m.matter_id, m.area_code, CAST(t.points AS INTEGER) AS points, k.next_due_date, m.first_reported_at
FROM score_total AS t
INNER JOIN live_matter AS m ON m.matter_index = t.matter_index
LEFT JOIN matter_clock AS k ON k.matter_index = t.matter_index
