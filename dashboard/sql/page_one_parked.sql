-- One row: a report with a parked pair that may be decided about here; none when it is not there or may not be seen.
SELECT r.report_id
FROM seen_report AS r
WHERE r.report_id = $report_id AND r.report_id IN (SELECT p.report_id FROM core_parked AS p)
