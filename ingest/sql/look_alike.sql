-- One row per new unnumbered report and an older one it may be, unless the block they share, a row of own_block, is crowded in those days.
CREATE TEMPORARY TABLE look_alike AS
WITH near AS (
    SELECT
        o.report_id, o.sheet_name, o.row_no, o.row_place,
        m.report_id AS candidate_report_id, m.row_place AS candidate_place
    FROM own_block AS o
    JOIN block_member AS m
        ON m.category_code = o.category_code AND m.token = o.token
        AND m.reported_date BETWEEN o.reported_date - $days AND o.reported_date + $days
    QUALIFY count(*) OVER (PARTITION BY o.rowid) <= $most
)

SELECT DISTINCT
    n.report_id, n.sheet_name, n.row_no, n.row_place, n.candidate_report_id, n.candidate_place, u.report_id IS NULL AS is_held
FROM near AS n
LEFT JOIN unnumbered AS u ON u.report_id = n.candidate_report_id
WHERE n.candidate_report_id <> n.report_id
    AND (u.report_id IS NULL OR (u.sheet_name, u.row_no) < (n.sheet_name, n.row_no))
