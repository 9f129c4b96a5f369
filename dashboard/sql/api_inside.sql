-- One row per area inside both scope and area; '' is everywhere.
SELECT p.area_code
FROM out_area_path AS p
WHERE
    p.ancestor_code = p.area_code
    AND ($scope = '' OR p.area_code IN (SELECT s.area_code FROM out_area_path AS s WHERE s.ancestor_code = $scope))
    AND ($area = '' OR p.area_code IN (SELECT s.area_code FROM out_area_path AS s WHERE s.ancestor_code = $area))
ORDER BY p.area_code
