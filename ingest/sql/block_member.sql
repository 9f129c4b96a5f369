-- One row per near report and block with a new unnumbered one in it: one kind, one token of a petitioner in common.
CREATE TEMPORARY TABLE block_member AS
WITH told AS MATERIALIZED (
    SELECT
        n.report_id, n.row_place, n.reported_date, n.category_code,
        unnest([p.name_token, p.phone_token, p.id_token, p.ref_token]) AS token
    FROM core_report_party AS p
    JOIN near_unnumbered AS n ON n.report_id = p.report_id
    WHERE p.role_code = 'petitioner'
),

blocked AS MATERIALIZED (
    SELECT report_id, row_place, reported_date, hash(category_code, token) AS block FROM told WHERE token IS NOT NULL
)

SELECT DISTINCT b.report_id, b.row_place, b.reported_date, b.block
FROM blocked AS b
SEMI JOIN (SELECT o.block FROM blocked AS o SEMI JOIN unnumbered AS u ON u.report_id = o.report_id) AS w
    ON w.block = b.block
