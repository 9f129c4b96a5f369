-- One row per name held, taken away.
DELETE FROM core_local_name
