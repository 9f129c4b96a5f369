-- One row per decision about a parked report that stood until now.
UPDATE core_judgement SET withdrawn_at = $now
WHERE report_id = $report_id AND about_code = 'report' AND withdrawn_at IS NULL
