-- One row per matter the viewer's unit holds, and per report or standing measure by which it holds it with others.
CREATE OR REPLACE TEMP VIEW matter_of_unit AS
SELECT m.matter_id
FROM warehouse.out_matter AS m
INNER JOIN unit_in_scope AS u ON u.unit_id = m.unit_id
UNION ALL
SELECT k.matter_id
FROM warehouse.core_report AS r
INNER JOIN unit_in_scope AS u ON u.unit_id = r.unit_id
INNER JOIN warehouse.out_matter_report AS k ON k.report_id = r.report_id
UNION ALL
SELECT k.matter_id
FROM warehouse.core_measure AS e
INNER JOIN unit_in_scope AS u ON u.unit_id = e.unit_id
INNER JOIN warehouse.out_matter_report AS k ON k.report_id = e.report_id
WHERE e.ended_at IS NULL AND e.withdrawn_at IS NULL
