-- One row per measure on a report in scope.
CREATE OR REPLACE TEMP VIEW core_measure AS
SELECT *
FROM warehouse.core_measure
WHERE report_id IN (SELECT i.report_id FROM report_in_scope AS i)
