-- One row per report of $submission_id with a point whose words name a grid, and which version of it holds on its day; $most at most.
WITH asked AS (
    SELECT
        core_report.report_id,
        core_report.reported_at,
        core_report.lon,
        core_report.lat,
        COALESCE(core_report.crs_code, 'EPSG:4490') AS crs_code,
        out_place.declared_code AS area_code
    FROM core_report
    JOIN out_place ON out_place.report_id = core_report.report_id
    WHERE core_report.submission_id = $submission_id
        AND core_report.lon IS NOT NULL
        AND core_report.lat IS NOT NULL
        AND out_place.declared_code IS NOT NULL
        AND out_place.doubt_code IS DISTINCT FROM 'placeholder'
    ORDER BY core_report.report_id
    LIMIT $most
)

SELECT
    asked.report_id,
    asked.lon,
    asked.lat,
    asked.crs_code,
    asked.area_code,
    COALESCE(
        MAX(core_boundary.valid_from_date) FILTER (WHERE core_boundary.valid_from_date <= asked.reported_at),
        MIN(core_boundary.valid_from_date)
    ) AS valid_from_date
FROM asked
JOIN core_boundary ON core_boundary.area_code = asked.area_code
GROUP BY asked.report_id, asked.lon, asked.lat, asked.crs_code, asked.area_code
ORDER BY asked.report_id
