-- One row per report at a point that the reports of placing_row carry, or carried in a version past.
WITH point AS (
    SELECT lon, lat
    FROM placing_row
    UNION
    SELECT
        TRY_CAST(report_json ->> '$.lon' AS DOUBLE) AS lon,
        TRY_CAST(report_json ->> '$.lat' AS DOUBLE) AS lat
    FROM core_report_past
    WHERE report_id IN (SELECT report_id FROM placing_row)
)

SELECT
    r.report_id, r.reported_at, r.lon, r.lat, r.grid_text, r.village_name, r.town_name, r.place_text, r.state_code
FROM core_report AS r
JOIN point AS p ON p.lon = r.lon AND p.lat = r.lat
