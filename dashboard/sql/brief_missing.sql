-- One row per area of the level compared, of the three with most areas below it that sent no return.
SELECT t.name, count(*) AS area_count
FROM core_area AS a
CROSS JOIN out_refresh AS f
INNER JOIN out_area_path AS p ON p.area_code = a.area_code AND p.ancestor_level_code = $cut_code
INNER JOIN core_area AS t
    ON t.area_code = p.ancestor_code AND t.valid_from_date <= f.as_of_date
    AND (t.valid_to_date IS NULL OR t.valid_to_date >= f.as_of_date)
LEFT JOIN out_area_status AS s ON s.area_code = a.area_code
WHERE a.level_code = $level_code AND a.valid_from_date <= f.as_of_date
    AND (a.valid_to_date IS NULL OR a.valid_to_date >= f.as_of_date)
    AND coalesce(s.screening_status_code, 'missing') = 'missing'
GROUP BY t.area_code, t.name
ORDER BY area_count DESC, t.area_code
LIMIT 3
