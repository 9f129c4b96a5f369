-- One row: a stamp of all areas and boundaries held, another as soon as any of them changes.
SELECT
    (SELECT sum(hash(a.area_code, a.level_code, a.name, a.parent_code, a.valid_from_date, a.valid_to_date)) FROM core_area AS a) AS area_stamp,
    (
        SELECT sum(hash(b.area_code, b.valid_from_date, b.valid_to_date, b.inner_lon, b.inner_lat, b.area_km2))
        FROM core_boundary AS b
    ) AS boundary_stamp,
    (SELECT count(*) FROM core_area) AS area_count,
    (SELECT count(*) FROM core_boundary) AS boundary_count
