-- One row per area of one level inside the focus: its state, and its matters of the chosen time and kind.
WITH
matter AS (
    SELECT
        p.ancestor_code AS area_code,
        count(*) AS matter_count,
        count(*) FILTER (WHERE m.is_open) AS open_matter_count,
        count(*) FILTER (WHERE m.is_open AND m.overdue_days > 0) AS overdue_count,
        count(*) FILTER (WHERE m.is_open AND m.report_count > 1) AS repeat_count,
        count(*) FILTER (WHERE m.is_open AND m.band_code = 'red') AS red_count,
        count(*) FILTER (WHERE m.is_open AND m.band_code = 'orange') AS orange_count,
        coalesce(sum(m.score) FILTER (WHERE m.is_open AND m.band_code IN ('red', 'orange')), 0) AS score
    FROM seen_matter AS m
    INNER JOIN out_area_path AS p ON p.area_code = m.area_code AND p.ancestor_level_code = $level
    WHERE ($since IS NULL OR m.last_reported_at >= $since) AND ($kind = '' OR m.category_code = $kind)
    GROUP BY p.ancestor_code
)

SELECT
    a.area_code,
    a.name,
    coalesce(s.band_code, 'unknown') AS band_code,
    coalesce(s.screening_status_code, 'missing') AS screening_status_code,
    coalesce(m.matter_count, 0) AS matter_count,
    coalesce(m.open_matter_count, 0) AS open_matter_count,
    coalesce(m.overdue_count, 0) AS overdue_count,
    coalesce(m.repeat_count, 0) AS repeat_count,
    coalesce(m.red_count, 0) AS red_count,
    coalesce(m.orange_count, 0) AS orange_count,
    CAST(coalesce(m.score, 0) AS BIGINT) AS score
FROM core_area AS a
INNER JOIN out_refresh AS r ON a.valid_from_date <= r.as_of_date AND coalesce(a.valid_to_date >= r.as_of_date, TRUE)
LEFT JOIN out_area_status AS s ON s.area_code = a.area_code
LEFT JOIN matter AS m ON m.area_code = a.area_code
WHERE
    a.level_code = $level
    AND (
        $focus = ''
        OR EXISTS (SELECT 1 FROM out_area_path AS p WHERE p.area_code = a.area_code AND p.ancestor_code = $focus)
    )
ORDER BY a.area_code
