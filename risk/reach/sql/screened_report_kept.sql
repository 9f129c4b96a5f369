-- One row per screened report since $since that is no accusation: where and when.
SELECT p.area_code, coalesce(h.home_code, v.home_code) AS home_code, CAST(r.reported_at AS DATE) AS reported_date
FROM core_report AS r
LEFT JOIN place_now AS p ON p.report_id = r.report_id
LEFT JOIN area_home AS h ON h.area_code = p.area_code
LEFT JOIN home_name AS v ON v.name = r.village_name
WHERE
    r.channel_code = 'screening' AND r.state_code = 'accepted' AND r.legal_category_code <> 'accusation'
    AND r.reported_at >= $since AND r.reported_at < $until
