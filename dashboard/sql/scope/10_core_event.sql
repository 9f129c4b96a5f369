-- One row per act on a report in scope.
CREATE OR REPLACE TEMP VIEW core_event AS
SELECT *
FROM warehouse.core_event
WHERE report_id IN (SELECT i.report_id FROM report_in_scope AS i)
