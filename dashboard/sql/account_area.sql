-- One row: whether boundaries of an area were ever loaded.
SELECT count(*) > 0 FROM core_area WHERE area_code = $area_code
