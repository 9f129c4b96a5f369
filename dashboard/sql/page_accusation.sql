-- One row per accusation this viewer is assigned to, the newest first.
SELECT
    r.report_id, r.reported_at, r.channel_code, r.level_code, r.status_code, r.told_text, r.replied_at, r.closed_at,
    r.respondent_name, r.unit_name,
    (
        SELECT string_agg(a.name, ' · ' ORDER BY length(p.ancestor_code), p.ancestor_code)
        FROM out_area_path AS p
        INNER JOIN core_area AS a ON a.area_code = p.ancestor_code AND a.valid_to_date IS NULL
        WHERE p.area_code = r.area_code AND p.ancestor_level_code IN ('town', 'community', 'grid')
    ) AS place_name
FROM accusation_report AS r
ORDER BY r.reported_at DESC, r.report_id
LIMIT 200
