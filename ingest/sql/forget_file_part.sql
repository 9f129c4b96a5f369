-- One row per part of a file that is no longer kept.
DELETE FROM vault_file_part WHERE starts_with(part_id, $sha256 || '/')
