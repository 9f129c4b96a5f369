-- One row: who sent an upload, when it came, and when it was withdrawn.
SELECT uploader_name, received_at, withdrawn_at FROM raw_submission WHERE submission_id = $submission_id
