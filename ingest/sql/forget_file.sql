-- One row: a file that is no longer kept.
DELETE FROM vault_file WHERE file_sha256 = $sha256
