-- One row per report that came with this upload without a number; accusations are on nobody's list, so never parked.
CREATE TEMPORARY TABLE unnumbered AS
SELECT n.report_id, n.rowid AS row_place, n.category_code, CAST(n.reported_at AS DATE) AS reported_date, n.sheet_name, n.row_no
FROM core_report AS n
WHERE n.submission_id = $submission_id AND n.report_no IS NULL AND n.state_code = 'accepted'
    AND n.legal_category_code <> 'accusation' AND n.report_id NOT IN (
        SELECT p.report_id
        FROM core_report_past AS p
        JOIN raw_submission AS s ON s.submission_id = p.submission_id AND s.withdrawn_at IS NULL
        WHERE p.submission_id <> $submission_id
    )
