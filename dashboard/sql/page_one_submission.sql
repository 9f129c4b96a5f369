-- One row: the upload of an id, for whoever sent it; empty uploader: also for staff who may open matters.
-- A file with an accusation in it, or a row that so much as speaks of one, goes back to nobody but its sender.
SELECT s.submission_id, s.file_name, s.file_sha256, s.uploader_name
FROM raw_submission AS s
WHERE
    s.submission_id = $submission_id AND s.withdrawn_at IS NULL
    AND (
        s.uploader_name = $viewer
        OR (
            $uploader = ''
            AND NOT EXISTS (
                SELECT 1 FROM core_report AS r
                WHERE r.submission_id = s.submission_id AND r.legal_category_code = 'accusation'
            )
            AND NOT EXISTS (
                SELECT 1 FROM core_report_past AS p
                WHERE p.submission_id = s.submission_id AND contains(p.report_json, 'accusation')
            )
            AND NOT EXISTS (
                SELECT 1 FROM raw_row AS w
                WHERE w.submission_id = s.submission_id AND regexp_matches(w.row_json, '检举|控告|举报|纪检|监察')
            )
        )
    )
