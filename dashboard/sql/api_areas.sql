-- One row per area in force at as_of inside scope and area, after a given code.
SELECT a.area_code, a.name, a.level_code, a.parent_code, a.valid_from_date
FROM core_area AS a
CROSS JOIN out_refresh AS f
WHERE
    a.valid_from_date <= f.as_of_date AND (a.valid_to_date IS NULL OR a.valid_to_date >= f.as_of_date)
    AND ($scope = '' OR a.area_code IN (SELECT p.area_code FROM out_area_path AS p WHERE p.ancestor_code = $scope))
    AND ($area = '' OR a.area_code IN (SELECT p.area_code FROM out_area_path AS p WHERE p.ancestor_code = $area))
    AND a.area_code > $after
ORDER BY a.area_code
LIMIT $most
