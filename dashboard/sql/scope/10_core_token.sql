-- No row: tokens are of the whole site.
CREATE OR REPLACE TEMP VIEW core_token AS
SELECT *
FROM warehouse.core_token
WHERE FALSE
