-- One row per report drawn: near the inner point of its grid, or nowhere.
INSERT INTO out_place BY NAME
SELECT
    d.report_id, g.area_code, CASE WHEN g.area_code IS NULL THEN 'none' WHEN d.number % 5 = 0 THEN 'grid_name' ELSE 'point' END AS located_by,
    CASE WHEN g.area_code IS NULL THEN 0 ELSE 0.9 END AS location_confidence_share,
    g.inner_lon + (d.of_point - 0.5) * 0.004 AS lon, g.inner_lat + (d.of_state - 0.5) * 0.004 AS lat
FROM drawn AS d
LEFT JOIN ground AS g ON g.grid_no = d.grid_no
