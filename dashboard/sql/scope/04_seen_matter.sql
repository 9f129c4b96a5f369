-- One row per matter this viewer may see.
CREATE OR REPLACE TEMP VIEW seen_matter AS
SELECT *
FROM general_matter
WHERE matter_id IN (SELECT i.matter_id FROM matter_in_scope AS i)
