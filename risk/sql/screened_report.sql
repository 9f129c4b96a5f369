-- One row per screened report that is no accusation: where and when.
SELECT area_code, home_code, reported_date
FROM live_report
WHERE channel_code = 'screening' AND NOT is_accusation
