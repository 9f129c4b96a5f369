-- One row per area with a report in it: reports of matters that are not restricted.
SELECT p.ancestor_code AS area_code, CAST(sum(r.report_count) AS INTEGER) AS report_count
FROM (
    SELECT r.area_code, count(*) AS report_count
    FROM live_report AS r
    INNER JOIN matter_root AS m ON m.report_index = r.report_index
    INNER JOIN live_matter AS t ON t.matter_index = m.matter_index
    WHERE r.area_code IS NOT NULL AND NOT t.is_restricted
    GROUP BY r.area_code
) AS r
INNER JOIN path_now AS p ON p.area_code = r.area_code
GROUP BY p.ancestor_code
