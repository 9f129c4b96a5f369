-- No row: recommendations are of the whole site.
CREATE OR REPLACE TEMP VIEW core_recommendation AS
SELECT *
FROM warehouse.core_recommendation
WHERE FALSE
