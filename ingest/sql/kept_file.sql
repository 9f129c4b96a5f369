-- One row when the file is kept: how many parts it has.
SELECT part_count FROM vault_file WHERE file_sha256 = $sha256
