-- One row per report looked at, numbered in order of its id.
SELECT CAST(row_number() OVER (ORDER BY report_id) - 1 AS INTEGER) AS report_index, report_id
FROM person_seen
