-- One row per petitioner of a near report.
SELECT p.*
FROM core_report_party AS p
INNER JOIN reach_near AS n ON n.report_id = p.report_id
WHERE p.role_code = 'petitioner'
