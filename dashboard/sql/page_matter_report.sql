-- One row per report of a matter, oldest first, with how it was placed; the few reports before anything is joined to them.
WITH report AS MATERIALIZED (SELECT * FROM seen_report WHERE matter_id = $matter_id)

SELECT
    r.report_id, r.repeat_no, r.reported_at, r.channel_code, r.level_code, r.title, r.narrative, r.progress_text,
    r.accepted_at, r.replied_at, r.closed_at, r.status_code, r.satisfaction_code, r.version_no, r.place_text, r.village_name,
    r.located_by, r.location_confidence_share, r.distance_m, r.declared_m, r.doubt_code,
    r.lon IS NULL AND r.crs_code IS NOT NULL AS is_home,
    r.area_code, own.name AS area_name, own.within_name, own.shape_wkb AS area_wkb,
    r.declared_code, told.name AS declared_name, told.within_name AS declared_within_name,
    told.shape_wkb AS declared_wkb, r.lon, r.lat, s.file_name, r.sheet_name, r.row_no
FROM report AS r
LEFT JOIN area_version AS own
    ON own.area_code = r.area_code AND CAST(r.reported_at AS DATE) BETWEEN own.from_date AND own.until_date
LEFT JOIN area_version AS told
    ON told.area_code = r.declared_code AND CAST(r.reported_at AS DATE) BETWEEN told.from_date AND told.until_date
LEFT JOIN source_file AS s ON s.submission_id = r.submission_id
ORDER BY r.reported_at, r.repeat_no
