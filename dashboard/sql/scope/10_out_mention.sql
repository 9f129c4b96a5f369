-- One row per report in scope whose words name an organisation.
CREATE OR REPLACE TEMP VIEW out_mention AS
SELECT *
FROM warehouse.out_mention
WHERE report_id IN (SELECT i.report_id FROM report_in_scope AS i)
