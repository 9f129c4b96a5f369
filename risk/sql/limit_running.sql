-- One row per limit of the last refresh that is neither met nor ended, on an open matter, with what it was counted with.
SELECT d.matter_id, d.rule_code, d.from_date, d.conservative_due_date, d.counted_with
FROM out_deadline AS d
INNER JOIN out_matter AS m ON m.matter_id = d.matter_id
WHERE m.is_open AND d.met_date IS NULL AND d.ended_date IS NULL
ORDER BY d.matter_id, d.rule_code, d.from_date
