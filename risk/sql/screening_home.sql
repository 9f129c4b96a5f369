-- One row per community, or other area, for which a return or a screened report came in the days before $as_of: how many reports.
WITH told AS (
    SELECT area_code, report_count
    FROM core_return
    WHERE
        area_code IS NOT NULL
        AND submission_id NOT IN (SELECT submission_id FROM raw_submission WHERE withdrawn_at IS NOT NULL)
        AND coalesce(period_start_date, period_end_date, CAST(returned_at AS DATE)) <= $as_of
        AND coalesce(period_end_date, CAST(returned_at AS DATE)) > CAST($as_of - $return_days * INTERVAL 1 DAY AS DATE)
    UNION ALL
    SELECT area_code, 1 AS report_count
    FROM screened_report
    WHERE
        area_code IS NOT NULL AND reported_date > CAST($as_of - $return_days * INTERVAL 1 DAY AS DATE)
)

SELECT coalesce(h.home_code, t.area_code) AS area_code, CAST(sum(t.report_count) AS INTEGER) AS report_count
FROM told AS t
LEFT JOIN area_home AS h ON h.area_code = t.area_code
GROUP BY coalesce(h.home_code, t.area_code)
