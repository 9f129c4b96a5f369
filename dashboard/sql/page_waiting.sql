-- One row: parked reports that nobody has decided about, of one sender or of all.
SELECT count(*) AS waiting_total
FROM seen_parked AS r
INNER JOIN source_file AS s ON s.submission_id = r.submission_id
WHERE
    ($uploader = '' OR s.uploader_name = $uploader)
    AND r.report_id IN (SELECT p.report_id FROM core_parked AS p)
    AND r.report_id NOT IN (
        SELECT j.report_id FROM core_judgement AS j WHERE j.about_code = 'report' AND j.withdrawn_at IS NULL
    )
