-- One row per reason of a matter in reach, as the last refresh had it.
SELECT r.*, r.rowid AS row_no
FROM out_reason AS r
INNER JOIN reach_matter AS m ON m.matter_id = r.matter_id
