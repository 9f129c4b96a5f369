-- One row for this upload.
INSERT INTO raw_submission VALUES (
    $submission_id, $file_name, $sha256, $source, $uploader, $mapping, $now, $sheet_count, $rows,
    $new, $unchanged, $changed, $parked, $rejected, $reports, $dropped, NULL
)
