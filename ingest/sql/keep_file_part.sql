-- One row: a part of a file.
INSERT INTO vault_file_part VALUES ($part_id, $byte_count, $is_packed, $held)
