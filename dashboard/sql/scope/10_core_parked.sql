-- One row per parked report in scope beside one in scope: nobody decides about a report he may not see.
CREATE OR REPLACE TEMP VIEW core_parked AS
SELECT *
FROM warehouse.core_parked
WHERE report_id IN (SELECT i.report_id FROM report_in_scope AS i)
    AND candidate_report_id IN (SELECT i.report_id FROM report_in_scope AS i)
