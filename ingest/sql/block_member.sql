-- One row per standing report and block within $days of a new unnumbered one of that block, itself among them.
CREATE TEMPORARY TABLE block_member AS
WITH told AS (
    SELECT o.report_id, o.rowid AS row_place, o.category_code, CAST(o.reported_at AS DATE) AS reported_date, s.token
    FROM core_report AS o
    JOIN same_token AS s ON s.report_id = o.report_id
    WHERE o.reported_at >= $first AND o.reported_at < $last
        AND o.state_code = 'accepted' AND o.legal_category_code <> 'accusation'
)

SELECT DISTINCT t.report_id, t.row_place, t.reported_date, t.category_code, t.token
FROM told AS t
JOIN own_block AS o
    ON o.category_code = t.category_code AND o.token = t.token
    AND t.reported_date BETWEEN o.reported_date - $days AND o.reported_date + $days
