-- One row per version of an incoming area that a later version follows: it ends the day before.
UPDATE core_boundary
SET valid_to_date = followed.last_date
FROM (
    SELECT
        area_code,
        valid_from_date,
        CAST(LEAD(valid_from_date) OVER (PARTITION BY area_code ORDER BY valid_from_date) - INTERVAL 1 DAY AS DATE)
            AS last_date
    FROM core_boundary
    WHERE area_code IN (SELECT area_code FROM incoming_area)
) AS followed
WHERE followed.area_code = core_boundary.area_code
    AND followed.valid_from_date = core_boundary.valid_from_date
    AND followed.last_date IS NOT NULL
    AND (core_boundary.valid_to_date IS NULL OR core_boundary.valid_to_date > followed.last_date)
