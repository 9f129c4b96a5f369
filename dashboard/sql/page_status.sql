-- One row: the band of an area and whether its screening return came; none for an area the refresh did not know.
SELECT band_code, screening_status_code, score
FROM out_area_status
WHERE area_code = $area_code
