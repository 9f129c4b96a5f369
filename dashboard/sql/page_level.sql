-- One row per level that has areas in force inside the focus ('' for everywhere), with how many.
SELECT a.level_code, count(DISTINCT a.area_code) AS areas_known
FROM core_area AS a
INNER JOIN out_refresh AS r ON a.valid_from_date <= r.as_of_date AND coalesce(a.valid_to_date >= r.as_of_date, TRUE)
WHERE
    $focus = ''
    OR EXISTS (SELECT 1 FROM out_area_path AS p WHERE p.area_code = a.area_code AND p.ancestor_code = $focus)
GROUP BY a.level_code
