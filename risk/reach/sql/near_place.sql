-- One row per report in reach that was placed, or looked for: where it lies.
SELECT p.report_id, p.area_code, p.located_by
FROM out_place AS p
INNER JOIN reach_report AS r ON r.report_id = p.report_id
