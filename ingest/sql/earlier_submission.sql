-- One row: when the same bytes first came from the same source by the same mapping; null when they never did.
SELECT min(received_at) FROM raw_submission
WHERE file_sha256 = $sha256 AND source_code = $source AND mapping_name IS NOT DISTINCT FROM $mapping
    AND withdrawn_at IS NULL
