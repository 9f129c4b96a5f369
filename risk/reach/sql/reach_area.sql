-- One row per area that a matter in reach lies in, lay in or may lie in.
SELECT p.area_code
FROM place_now AS p
INNER JOIN reach_begun AS b ON b.report_id = p.report_id
WHERE p.area_code IS NOT NULL
UNION
SELECT m.area_code
FROM out_matter AS m
WHERE
    m.area_code IS NOT NULL
    AND m.matter_id IN (
        SELECT o.matter_id FROM out_matter_report AS o INNER JOIN reach_begun AS b ON b.report_id = o.report_id
    )
