-- One row per standing of the screening returns of areas of the finest level: returned, nil, missing.
SELECT coalesce(s.screening_status_code, 'missing') AS part_code, count(*) AS area_count
FROM core_area AS a
CROSS JOIN out_refresh AS f
LEFT JOIN out_area_status AS s ON s.area_code = a.area_code
WHERE a.level_code = $level_code AND a.valid_from_date <= f.as_of_date
    AND (a.valid_to_date IS NULL OR a.valid_to_date >= f.as_of_date)
GROUP BY part_code
ORDER BY part_code
