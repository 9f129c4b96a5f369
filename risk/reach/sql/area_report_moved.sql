-- One row per area: reports of matters that are not restricted, as they were and as many more as came.
SELECT n.area_code, CAST(coalesce(o.report_count, 0) + coalesce(m.report_count, 0) AS INTEGER) AS report_count
FROM area_now AS n
LEFT JOIN out_area_status AS o ON o.area_code = n.area_code
LEFT JOIN (
    SELECT p.ancestor_code AS area_code, sum(w.report_count) AS report_count
    FROM week_delta AS w
    INNER JOIN path_now AS p ON p.area_code = w.area_code
    GROUP BY p.ancestor_code
) AS m ON m.area_code = n.area_code
