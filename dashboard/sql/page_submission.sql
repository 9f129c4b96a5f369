-- One row per upload, newest first, withdrawn ones too; its rows are the sender's own, so no number of them is hidden.
SELECT
    submission_id, file_name, uploader_name, received_at, new_count AS new_total, unchanged_count AS unchanged_total,
    changed_count AS changed_total, parked_count AS parked_total, rejected_count AS rejected_total, withdrawn_at
FROM raw_submission
WHERE $uploader = '' OR uploader_name = $uploader
ORDER BY received_at DESC, submission_id DESC
LIMIT 8
