-- One row per live report: its matter and its turn in it.
SELECT
    r.report_index,
    r.report_id,
    m.matter_index,
    f.report_id AS matter_id,
    CAST(row_number() OVER (PARTITION BY m.matter_index ORDER BY r.report_index) AS INTEGER) AS repeat_no,
    r.report_index <> m.matter_index AS is_repeat
FROM live_report AS r
INNER JOIN matter_root AS m ON m.report_index = r.report_index
INNER JOIN live_report AS f ON f.report_index = m.matter_index
