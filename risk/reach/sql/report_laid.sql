-- One row per matter: the day of its founding report, and the community that names itself where no report of it is placed.
SELECT m.matter_index AS report_index, CAST(m.first_reported_at AS DATE) AS reported_date, v.home_code
FROM live_matter AS m
LEFT JOIN (
    SELECT matter_id FROM live_matter WHERE area_code IS NULL
) AS u ON u.matter_id = m.matter_id
LEFT JOIN core_report AS r ON r.report_id = u.matter_id
LEFT JOIN home_name AS v ON v.name = r.village_name
