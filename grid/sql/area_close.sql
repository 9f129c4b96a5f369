-- One row per version of an incoming area that a later version follows: it ends the day before.
UPDATE core_area
SET valid_to_date = followed.last_date
FROM (
    SELECT
        area_code,
        valid_from_date,
        CAST(LEAD(valid_from_date) OVER (PARTITION BY area_code ORDER BY valid_from_date) - INTERVAL 1 DAY AS DATE)
            AS last_date
    FROM core_area
    WHERE area_code IN (SELECT area_code FROM incoming_area)
) AS followed
WHERE followed.area_code = core_area.area_code
    AND followed.valid_from_date = core_area.valid_from_date
    AND followed.last_date IS NOT NULL
    AND (core_area.valid_to_date IS NULL OR core_area.valid_to_date > followed.last_date)
