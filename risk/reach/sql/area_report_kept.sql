-- One row per area with a report in it: reports of matters that are not restricted, from the weeks they are counted in.
SELECT p.ancestor_code AS area_code, CAST(sum(r.report_count) AS INTEGER) AS report_count
FROM (
    SELECT area_code, sum(report_count) AS report_count FROM out_grid_week WHERE area_code IS NOT NULL GROUP BY area_code
) AS r
INNER JOIN path_now AS p ON p.area_code = r.area_code
GROUP BY p.ancestor_code
