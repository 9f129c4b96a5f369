-- One row: the upload a workbook is given back for.
SELECT
    submission_id, file_name, received_at, row_count, new_count, unchanged_count, changed_count, parked_count,
    rejected_count, dropped_columns
FROM raw_submission
WHERE submission_id = $submission_id
