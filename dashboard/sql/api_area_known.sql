-- One row when an area is known inside the scope ('' is the whole site).
SELECT p.area_code FROM out_area_path AS p
WHERE p.area_code = $area AND ($scope = '' OR p.ancestor_code = $scope)
LIMIT 1
