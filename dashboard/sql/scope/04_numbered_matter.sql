-- One row per matter this viewer may see, with where it stands in the table in this very moment.
CREATE OR REPLACE TEMP VIEW numbered_matter AS
SELECT m.*, m.rowid AS row_no
FROM warehouse.out_matter AS m
WHERE NOT m.is_restricted AND m.matter_id IN (SELECT i.matter_id FROM matter_in_scope AS i)
