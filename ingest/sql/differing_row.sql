-- One row per data row of this upload whose point is far from the grid it names: the metres, the point's grid, the named one.
WITH latest AS (
    SELECT
        area_code,
        arg_max(name, valid_from_date) AS name,
        arg_max(parent_code, valid_from_date) AS parent_code
    FROM core_area
    GROUP BY area_code
),

called AS (
    SELECT
        a.area_code,
        CASE WHEN starts_with(a.name, coalesce(b.name, '')) THEN a.name ELSE b.name || a.name END AS name
    FROM latest AS a
    LEFT JOIN latest AS b ON b.area_code = a.parent_code
)

SELECT
    r.sheet_name, r.row_no,
    min(CAST(round(p.declared_m) AS BIGINT) || ' m: ' || pointed.name || ' ≠ ' || named.name) AS apart
FROM core_report AS r
JOIN out_place AS p ON p.report_id = r.report_id
JOIN called AS pointed ON pointed.area_code = p.area_code
JOIN called AS named ON named.area_code = p.declared_code
WHERE r.submission_id = $submission_id AND p.doubt_code = 'grid_differs'
GROUP BY r.sheet_name, r.row_no
ORDER BY r.sheet_name, r.row_no
