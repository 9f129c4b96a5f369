-- One row: the upload, withdrawn.
UPDATE raw_submission SET withdrawn_at = $now WHERE submission_id = $submission_id
