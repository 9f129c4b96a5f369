-- One row per report and token of a petitioner that a new unnumbered report has too; column by column, as each is narrow.
CREATE TEMPORARY TABLE same_token AS
WITH wanted AS MATERIALIZED (SELECT DISTINCT token FROM own_block)

SELECT p.report_id, p.name_token AS token
FROM core_report_party AS p
SEMI JOIN wanted AS w ON w.token = p.name_token
WHERE p.role_code = 'petitioner'
UNION ALL
SELECT p.report_id, p.phone_token
FROM core_report_party AS p
SEMI JOIN wanted AS w ON w.token = p.phone_token
WHERE p.role_code = 'petitioner'
UNION ALL
SELECT p.report_id, p.id_token
FROM core_report_party AS p
SEMI JOIN wanted AS w ON w.token = p.id_token
WHERE p.role_code = 'petitioner'
UNION ALL
SELECT p.report_id, p.ref_token
FROM core_report_party AS p
SEMI JOIN wanted AS w ON w.token = p.ref_token
WHERE p.role_code = 'petitioner'
