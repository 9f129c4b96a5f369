-- One row per report in scope.
CREATE OR REPLACE TEMP VIEW core_report AS
SELECT *
FROM warehouse.core_report
WHERE report_id IN (SELECT i.report_id FROM report_in_scope AS i)
