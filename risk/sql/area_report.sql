-- One row per area with a report in it: reports that are not accusations.
SELECT p.ancestor_code AS area_code, CAST(sum(r.report_count) AS INTEGER) AS report_count
FROM (
    SELECT area_code, count(*) AS report_count
    FROM live_report
    WHERE area_code IS NOT NULL AND NOT is_accusation
    GROUP BY area_code
) AS r
INNER JOIN path_now AS p ON p.area_code = r.area_code
GROUP BY p.ancestor_code
