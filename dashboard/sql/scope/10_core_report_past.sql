-- One row per former version of a report in scope.
CREATE OR REPLACE TEMP VIEW core_report_past AS
SELECT *
FROM warehouse.core_report_past
WHERE report_id IN (SELECT i.report_id FROM report_in_scope AS i)
