-- One row per petitioner of a touched report, as it is now.
SELECT p.*
FROM core_report_party AS p
INNER JOIN reach_touched AS t ON t.report_id = p.report_id
WHERE p.role_code = 'petitioner'
