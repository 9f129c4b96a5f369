-- One row per party of a former version of a report in scope, keyed tokens only.
CREATE OR REPLACE TEMP VIEW core_report_party_past AS
SELECT *
FROM warehouse.core_report_party_past
WHERE report_id IN (SELECT i.report_id FROM report_in_scope AS i)
