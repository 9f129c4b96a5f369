-- One row per version of an area, with the days it is in force for reports: the first one also for those of before.
CREATE OR REPLACE TEMP VIEW area_version AS
SELECT
    a.area_code, a.name, up.name AS within_name, b.shape_wkb,
    CASE
        WHEN a.valid_from_date > (SELECT min(valid_from_date) FROM core_area) THEN a.valid_from_date
        ELSE DATE '0001-01-01'
    END AS from_date,
    coalesce(a.valid_to_date, DATE '9999-12-31') AS until_date
FROM core_area AS a
LEFT JOIN core_area AS up ON up.area_code = a.parent_code AND up.valid_to_date IS NULL
LEFT JOIN core_boundary AS b ON b.area_code = a.area_code AND b.valid_from_date = a.valid_from_date
