-- One row per level of areas: how many are in force, in how many versions, with and without a shape, since when.
-- (totals, not counts: areas and their shapes are nobody's, and small numbers of them are not hidden)
SELECT
    a.level_code,
    count(DISTINCT a.area_code) FILTER (WHERE a.valid_to_date IS NULL) AS area_total,
    count(*) AS version_total,
    count(DISTINCT b.area_code) FILTER (WHERE b.valid_to_date IS NULL) AS shape_total,
    count(*) FILTER (WHERE b.valid_to_date IS NULL AND b.is_repaired) AS repaired_total,
    min(a.valid_from_date) AS first_date,
    max(a.valid_from_date) AS last_date,
    string_agg(DISTINCT b.source_crs_code, ' ' ORDER BY b.source_crs_code) AS source_crs
FROM core_area AS a
LEFT JOIN core_boundary AS b ON b.area_code = a.area_code AND b.valid_from_date = a.valid_from_date
GROUP BY a.level_code
