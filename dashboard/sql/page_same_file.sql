-- One row: the first time a file with these very bytes was received; none when it is new.
SELECT received_at, submission_id
FROM raw_submission
WHERE file_sha256 = $sha256 AND withdrawn_at IS NULL
ORDER BY received_at
LIMIT 1
