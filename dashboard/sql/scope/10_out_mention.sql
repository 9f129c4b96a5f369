-- No row: no page tells of what words of a report name.
CREATE OR REPLACE TEMP VIEW out_mention AS
SELECT *
FROM warehouse.out_mention
WHERE FALSE
