-- One row per standing report of the same kind within $days of a new unnumbered one, itself among them.
CREATE TEMPORARY TABLE near_unnumbered AS
WITH wanted AS (
    SELECT DISTINCT u.category_code, u.reported_date + CAST(k.k AS INTEGER) AS reported_date
    FROM unnumbered AS u
    CROSS JOIN range(-$days, $days + 1) AS k (k)
)

SELECT o.report_id, o.rowid AS row_place, o.category_code, CAST(o.reported_at AS DATE) AS reported_date
FROM core_report AS o
SEMI JOIN wanted AS w
    ON w.category_code = o.category_code AND w.reported_date = CAST(o.reported_at AS DATE)
WHERE o.reported_at >= $first AND o.reported_at < $last
    AND o.state_code = 'accepted' AND o.legal_category_code <> 'accusation'
