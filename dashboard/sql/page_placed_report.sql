-- One row per accepted report of the focus, way, doubt, time and kind, the newest first, with how it was placed.
-- With a number: the reports of that number, id or matter instead, wherever and in whatever state they are.
-- The few reports are found before anything is joined to them.
WITH
fitting AS MATERIALIZED (
    SELECT r.report_id, r.reported_at
    FROM seen_report AS r
    CROSS JOIN out_refresh AS f
    WHERE
        CASE
            WHEN $number <> '' THEN $number IN (r.report_no, r.report_id, r.matter_id)
            ELSE
                r.state_code = 'accepted'
                AND r.reported_at < f.as_of_date + INTERVAL 1 DAY
                AND ($way = '' OR coalesce(r.located_by, 'none') = $way)
                AND ($doubt = '' OR r.doubt_code = $doubt)
                AND ($since IS NULL OR r.reported_at >= $since)
                AND ($kind = '' OR r.category_code = $kind)
                AND (
                    $focus = ''
                    OR r.area_code IN (SELECT p.area_code FROM out_area_path AS p WHERE p.ancestor_code = $focus)
                )
        END
),

chosen AS MATERIALIZED (
    SELECT f.report_id, (SELECT count(*) FROM fitting) AS found_count
    FROM fitting AS f
    ORDER BY f.reported_at DESC, f.report_id
    LIMIT $most
),

report AS MATERIALIZED (
    SELECT r.*, c.found_count
    FROM seen_report AS r
    INNER JOIN chosen AS c ON c.report_id = r.report_id
)

SELECT
    r.report_id, r.report_no, r.state_code, r.matter_id, r.reported_at, r.channel_code, r.category_code,
    coalesce(r.title, r.narrative) AS told_text, r.place_text, r.village_name,
    r.located_by, r.location_confidence_share, r.distance_m, r.declared_m, r.doubt_code,
    r.lon IS NULL AND r.crs_code IS NOT NULL AS is_home,
    r.area_code, own.name AS area_name, own.within_name, own.shape_wkb AS area_wkb,
    r.declared_code, told.name AS declared_name, told.within_name AS declared_within_name,
    told.shape_wkb AS declared_wkb, r.lon, r.lat, s.file_name, r.sheet_name, r.row_no, r.found_count
FROM report AS r
LEFT JOIN area_version AS own
    ON own.area_code = r.area_code AND CAST(r.reported_at AS DATE) BETWEEN own.from_date AND own.until_date
LEFT JOIN area_version AS told
    ON told.area_code = r.declared_code AND CAST(r.reported_at AS DATE) BETWEEN told.from_date AND told.until_date
LEFT JOIN source_file AS s ON s.submission_id = r.submission_id
ORDER BY r.reported_at DESC, r.report_id
