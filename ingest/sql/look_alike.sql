-- One row per new unnumbered report and an older one it may be, unless the block they share is crowded in those days.
CREATE TEMPORARY TABLE look_alike AS
WITH own AS (
    SELECT m.report_id, m.row_place, m.reported_date, m.block, u.sheet_name, u.row_no
    FROM block_member AS m
    JOIN unnumbered AS u ON u.report_id = m.report_id
),

crowded AS (
    SELECT o.report_id, o.block
    FROM own AS o
    JOIN (SELECT block FROM block_member GROUP BY block HAVING count(*) > $most) AS b ON b.block = o.block
    JOIN (SELECT block, reported_date, count(*) AS report_count FROM block_member GROUP BY block, reported_date) AS d
        ON d.block = o.block AND d.reported_date BETWEEN o.reported_date - $days AND o.reported_date + $days
    GROUP BY o.report_id, o.block
    HAVING sum(d.report_count) > $most
)

SELECT DISTINCT
    c.report_id, c.sheet_name, c.row_no, c.row_place, m.report_id AS candidate_report_id, m.row_place AS candidate_place,
    o.report_id IS NULL AS is_held
FROM own AS c
JOIN block_member AS m
    ON m.block = c.block AND m.reported_date BETWEEN c.reported_date - $days AND c.reported_date + $days
    AND m.report_id <> c.report_id
ANTI JOIN crowded AS x ON x.report_id = c.report_id AND x.block = c.block
LEFT JOIN unnumbered AS o ON o.report_id = m.report_id
WHERE o.report_id IS NULL OR (o.sheet_name, o.row_no) < (c.sheet_name, c.row_no)
