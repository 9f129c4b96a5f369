-- One row: a part of a file.
SELECT byte_count, is_packed, part_bytes FROM vault_file_part WHERE part_id = $part_id
