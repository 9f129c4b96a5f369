-- One row per matter in reach, and per report in reach: what it was about or is about, and where.
WITH begun AS (
    SELECT r.report_id, r.respondent_id, r.category_code
    FROM core_report AS r
    INNER JOIN reach_begun AS b ON b.report_id = r.report_id
),

placed AS (
    SELECT p.report_id, p.area_code FROM place_now AS p INNER JOIN reach_begun AS b ON b.report_id = p.report_id
),

named AS (
    SELECT n.report_id, n.respondent_id FROM mention_now AS n INNER JOIN reach_begun AS b ON b.report_id = n.report_id
)

SELECT m.respondent_id, m.category_code, m.area_code, m.respondent_id IS NULL AS is_nobodys
FROM out_matter AS m
INNER JOIN reach_own AS o ON o.matter_id = m.matter_id
UNION
SELECT coalesce(b.respondent_id, n.respondent_id) AS respondent_id, b.category_code, p.area_code, TRUE AS is_nobodys
FROM begun AS b
LEFT JOIN placed AS p ON p.report_id = b.report_id
LEFT JOIN named AS n ON n.report_id = b.report_id
