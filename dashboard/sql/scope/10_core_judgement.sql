-- One row per decision about a report in scope; about two matters only when both are.
CREATE OR REPLACE TEMP VIEW core_judgement AS
SELECT *
FROM warehouse.core_judgement
WHERE report_id IN (SELECT i.report_id FROM report_in_scope AS i)
    AND (about_code = 'report' OR other_report_id IN (SELECT i.report_id FROM report_in_scope AS i))
