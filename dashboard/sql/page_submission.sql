-- One row per upload, newest first, withdrawn ones too.
SELECT
    submission_id, file_name, uploader_name, received_at, row_count, new_count, unchanged_count, changed_count,
    parked_count, rejected_count, withdrawn_at
FROM raw_submission
WHERE $uploader = '' OR uploader_name = $uploader
ORDER BY received_at DESC, submission_id DESC
LIMIT 8
