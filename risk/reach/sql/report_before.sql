-- One row per report of a matter in reach, as the last refresh had it.
SELECT o.*, o.rowid AS row_no
FROM out_matter_report AS o
INNER JOIN reach_matter AS m ON m.matter_id = o.matter_id
