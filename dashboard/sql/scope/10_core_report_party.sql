-- One row per party of a report in scope, keyed tokens only.
CREATE OR REPLACE TEMP VIEW core_report_party AS
SELECT *
FROM warehouse.core_report_party
WHERE report_id IN (SELECT i.report_id FROM report_in_scope AS i)
