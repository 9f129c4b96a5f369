-- One row: a stamp of all areas, boundaries and local names held, another as soon as any of them changes.
SELECT
    (SELECT sum(hash(a.area_code, a.level_code, a.name, a.parent_code, a.valid_from_date, a.valid_to_date)) FROM core_area AS a) AS area_stamp,
    (
        SELECT sum(hash(b.area_code, b.valid_from_date, b.valid_to_date, b.inner_lon, b.inner_lat, b.shape_wkb))
        FROM core_boundary AS b
    ) AS boundary_stamp,
    (SELECT count(*) FROM core_area) AS area_count,
    (SELECT count(*) FROM core_boundary) AS boundary_count,
    (SELECT sum(hash(n.name, n.kind_code, n.area_code)) FROM core_local_name AS n) AS name_stamp,
    (SELECT count(*) FROM core_local_name) AS name_count
