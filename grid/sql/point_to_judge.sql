-- One row per point that a report of placed_report carries, or carried in a version past.
SELECT lon, lat
FROM core_report
WHERE lon IS NOT NULL AND lat IS NOT NULL AND report_id IN (SELECT report_id FROM placed_report)
UNION
SELECT
    TRY_CAST(report_json ->> '$.lon' AS DOUBLE) AS lon,
    TRY_CAST(report_json ->> '$.lat' AS DOUBLE) AS lat
FROM core_report_past
WHERE report_id IN (SELECT report_id FROM placed_report)
