-- One row per matter a general viewer may see, with where it stands in the table in this very moment: found at once by that.
CREATE OR REPLACE TEMP VIEW numbered_matter AS
SELECT m.*, m.rowid AS row_no
FROM warehouse.out_matter AS m
WHERE NOT m.is_restricted
