-- One row per matter in reach, and per report in reach: what it was about or is about, and where.
SELECT m.respondent_id, m.category_code, m.area_code, m.respondent_id IS NULL AS is_nobodys
FROM out_matter AS m
INNER JOIN reach_own AS o ON o.matter_id = m.matter_id
UNION
SELECT coalesce(r.respondent_id, n.respondent_id) AS respondent_id, r.category_code, p.area_code, TRUE AS is_nobodys
FROM core_report AS r
INNER JOIN reach_begun AS b ON b.report_id = r.report_id
LEFT JOIN place_now AS p ON p.report_id = r.report_id
LEFT JOIN mention_now AS n ON n.report_id = r.report_id
