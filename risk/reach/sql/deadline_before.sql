-- One row per limit of a matter in reach, as the last refresh had it.
SELECT d.*, d.rowid AS row_no
FROM out_deadline AS d
INNER JOIN reach_matter AS m ON m.matter_id = d.matter_id
