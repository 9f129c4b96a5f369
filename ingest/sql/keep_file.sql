-- One row: a file all of whose parts are kept.
INSERT INTO vault_file VALUES ($sha256, $name, $byte_count, $part_count, $now)
