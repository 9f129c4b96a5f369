-- One row: accepted reports that nobody has tried to place.
SELECT count(*) AS report_count
FROM core_report AS r
LEFT JOIN out_place AS p ON p.report_id = r.report_id
WHERE r.state_code = 'accepted' AND p.report_id IS NULL
