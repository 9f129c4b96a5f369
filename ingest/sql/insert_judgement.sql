-- One row for a decision about a parked report.
INSERT INTO core_judgement
SELECT
    'J' || lpad(CAST(count(*) + 1 AS VARCHAR), 6, '0'),
    'report', $report_id, $candidate, $decision, $by, $now, NULL
FROM core_judgement
