-- One row: a stamp that changes whenever an area or a boundary does.
SELECT concat_ws('-', b.stamp, a.stamp, r.as_of_date) AS stamp
FROM
    (SELECT bit_xor(hash(area_code, valid_from_date, valid_to_date, shape_wkb)) AS stamp FROM core_boundary) AS b,
    (SELECT bit_xor(hash(area_code, valid_from_date, valid_to_date, name, parent_code)) AS stamp FROM core_area) AS a,
    out_refresh AS r
