-- One row per pair of reports, both in scope.
CREATE OR REPLACE TEMP VIEW out_doubt AS
SELECT *
FROM warehouse.out_doubt
WHERE report_id IN (SELECT i.report_id FROM report_in_scope AS i)
    AND other_report_id IN (SELECT i.report_id FROM report_in_scope AS i)
