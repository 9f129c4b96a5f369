-- One row: the upload of an id, for whoever sent it; empty uploader: for staff who may open matters.
SELECT submission_id, file_name, file_sha256, uploader_name
FROM raw_submission
WHERE submission_id = $submission_id AND withdrawn_at IS NULL AND ($uploader = '' OR uploader_name = $uploader)
