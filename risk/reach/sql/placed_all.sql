-- One row: how many live reports are placed.
SELECT count(p.area_code) AS placed_count
FROM out_matter_report AS m
INNER JOIN place_now AS p ON p.report_id = m.report_id
