-- One row per new unnumbered report and block it is in: one kind, one token of a petitioner; read behind row $after only.
CREATE TEMPORARY TABLE own_block AS
WITH told AS (
    SELECT u.*, unnest([p.name_token, p.phone_token, p.id_token, p.ref_token]) AS token
    FROM core_report_party AS p
    JOIN unnumbered AS u ON u.report_id = p.report_id
    WHERE p.rowid > $after AND p.role_code = 'petitioner'
)

SELECT DISTINCT * FROM told WHERE token IS NOT NULL
