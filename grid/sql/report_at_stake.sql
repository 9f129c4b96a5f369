-- One row per report of changed days: surely to be placed anew, or with a point that may lie on or near changed ground.
WITH by_place AS (
    SELECT
        report_id,
        distance_m,
        doubt_code IS NOT NULL
            OR (area_code IS NULL AND located_by NOT IN ('point', 'none'))
            OR COALESCE(area_code IN (SELECT area_code FROM changed_area), FALSE)
            OR COALESCE(declared_code IN (SELECT area_code FROM changed_area), FALSE) AS is_sure
    FROM out_place
    WHERE is_sure OR distance_m IS NOT NULL
),

by_report AS (
    SELECT
        core_report.report_id,
        changed_days.is_whole
            OR (
                changed_days.has_words
                AND (
                    core_report.grid_text IS NOT NULL
                    OR core_report.village_name IS NOT NULL
                    OR core_report.town_name IS NOT NULL
                    OR core_report.place_text IS NOT NULL
                )
            ) AS is_sure
    FROM core_report
    JOIN changed_days
        ON core_report.reported_at >= changed_days.since_date
        AND (changed_days.until_date IS NULL OR core_report.reported_at < changed_days.until_date)
    WHERE is_sure
        OR (
            core_report.lon BETWEEN changed_days.west AND changed_days.east
            AND core_report.lat BETWEEN changed_days.south AND changed_days.north
        )
),

candidate AS (
    SELECT report_id, MAX(distance_m) AS distance_m, BOOL_OR(is_sure) AS is_sure
    FROM (
        SELECT report_id, distance_m, is_sure FROM by_place
        UNION ALL
        SELECT report_id, NULL AS distance_m, is_sure FROM by_report
    )
    GROUP BY report_id
)

SELECT
    changed_days.change_no,
    candidate.report_id,
    core_report.lon,
    core_report.lat,
    candidate.distance_m,
    candidate.is_sure
FROM candidate
JOIN core_report ON core_report.report_id = candidate.report_id
JOIN changed_days
    ON core_report.reported_at >= changed_days.since_date
    AND (changed_days.until_date IS NULL OR core_report.reported_at < changed_days.until_date)
