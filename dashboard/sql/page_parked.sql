-- One row per parked report and the one it looks like: waiting, put off for later, or decided since $since; newest first.
WITH last_parked AS (
    SELECT report_id, candidate_report_id, likeness_share, parked_at
    FROM core_parked
    QUALIFY row_number() OVER (
        PARTITION BY report_id ORDER BY parked_at DESC, likeness_share DESC, candidate_report_id DESC
    ) = 1
),

decision AS (
    SELECT report_id, other_report_id, decision_code, decided_by, decided_at
    FROM core_judgement
    WHERE about_code = 'report' AND withdrawn_at IS NULL
),

found AS (
    SELECT
        CASE WHEN j.decision_code IS NULL THEN 'waiting' WHEN j.decision_code = 'later' THEN 'later' ELSE 'decided' END
            AS part_code,
        p.likeness_share, p.parked_at, j.decision_code, j.decided_by, j.decided_at,
        coalesce(j.other_report_id, p.candidate_report_id) AS candidate_report_id, r.*, s.file_name
    FROM last_parked AS p
    JOIN seen_report AS r ON r.report_id = p.report_id
    JOIN source_file AS s ON s.submission_id = r.submission_id
    LEFT JOIN decision AS j ON j.report_id = p.report_id
    WHERE ($uploader = '' OR s.uploader_name = $uploader)
        AND (r.state_code = 'parked' OR (j.decision_code <> 'later' AND j.decided_at >= $since))
    QUALIFY row_number() OVER (
        PARTITION BY part_code ORDER BY coalesce(j.decided_at, p.parked_at) DESC, r.report_id
    ) <= $most
)

SELECT
    f.part_code, f.likeness_share, f.parked_at, f.decision_code, f.decided_by, f.decided_at,
    f.report_id, f.state_code, f.reported_at, f.category_code, coalesce(f.narrative, f.title) AS told_text,
    coalesce(a.name, f.village_name, f.town_name) AS area_name, f.place_text, f.file_name, f.sheet_name, f.row_no,
    f.candidate_report_id, c.state_code AS candidate_state_code, c.reported_at AS candidate_reported_at,
    c.category_code AS candidate_category_code, coalesce(c.narrative, c.title) AS candidate_told_text,
    coalesce(b.name, c.village_name, c.town_name) AS candidate_area_name, c.place_text AS candidate_place_text,
    t.file_name AS candidate_file_name, c.sheet_name AS candidate_sheet_name, c.row_no AS candidate_row_no,
    CAST(round(2 * 6371008.8 * asin(sqrt(
        pow(sin(radians(c.shown_lat - f.shown_lat) / 2), 2)
        + cos(radians(f.shown_lat)) * cos(radians(c.shown_lat)) * pow(sin(radians(c.shown_lon - f.shown_lon) / 2), 2)
    ))) AS BIGINT) AS distance_metres
FROM found AS f
LEFT JOIN seen_report AS c ON c.report_id = f.candidate_report_id
LEFT JOIN source_file AS t ON t.submission_id = c.submission_id
LEFT JOIN core_area AS a ON a.area_code = f.area_code AND a.valid_to_date IS NULL
LEFT JOIN core_area AS b ON b.area_code = c.area_code AND b.valid_to_date IS NULL
ORDER BY coalesce(f.decided_at, f.parked_at) DESC, f.report_id
