-- One row per area of one level inside the focus: its band and counts over the matters of the chosen time and kind.
-- The band is the refresh's own when nothing is filtered, else found by the same rule (risk/sql/area_status.sql).
WITH
matter AS (
    SELECT
        p.ancestor_code AS area_code,
        count(*) AS matter_count,
        count(*) FILTER (WHERE m.is_open) AS open_matter_count,
        count(*) FILTER (WHERE m.is_open AND m.overdue_days > 0) AS overdue_count,
        count(*) FILTER (WHERE m.is_open AND m.report_count > 1) AS repeat_count,
        coalesce(sum(m.score) FILTER (WHERE m.band_code IN ('red', 'orange')), 0) AS score,
        max(CASE m.band_code WHEN 'red' THEN 3 WHEN 'orange' THEN 2 WHEN 'yellow' THEN 1 ELSE 0 END) AS band_no
    FROM seen_matter AS m
    INNER JOIN out_area_path AS p ON p.area_code = m.area_code AND p.ancestor_level_code = $level
    WHERE ($since IS NULL OR m.last_reported_at >= $since) AND ($kind = '' OR m.category_code = $kind)
    GROUP BY p.ancestor_code
),

ranked AS (
    SELECT
        a.area_code,
        a.name,
        s.band_code,
        coalesce(s.screening_status_code, 'missing') AS screening_status_code,
        coalesce(m.matter_count, 0) AS matter_count,
        coalesce(m.open_matter_count, 0) AS open_matter_count,
        coalesce(m.overdue_count, 0) AS overdue_count,
        coalesce(m.repeat_count, 0) AS repeat_count,
        coalesce(m.band_no, 0) AS band_no,
        rank() OVER (ORDER BY coalesce(m.score, 0) DESC) AS rank_no,
        (
            SELECT count(*)
            FROM core_area AS one
            INNER JOIN out_refresh AS f
                ON one.valid_from_date <= f.as_of_date AND coalesce(one.valid_to_date >= f.as_of_date, TRUE)
            WHERE one.level_code = $level
        ) AS areas_known
    FROM core_area AS a
    INNER JOIN out_refresh AS r
        ON a.valid_from_date <= r.as_of_date AND coalesce(a.valid_to_date >= r.as_of_date, TRUE)
    LEFT JOIN out_area_status AS s ON s.area_code = a.area_code
    LEFT JOIN matter AS m ON m.area_code = a.area_code
    WHERE a.level_code = $level
)

SELECT
    area_code,
    name,
    CASE
        WHEN NOT $is_chosen THEN coalesce(band_code, 'unknown')
        WHEN band_no = 3 AND ($level = 'grid' OR rank_no <= ceil($red_share * areas_known)) THEN 'red'
        WHEN band_no >= 2 AND ($level = 'grid' OR rank_no <= ceil(($red_share + $orange_share) * areas_known))
            THEN 'orange'
        WHEN band_no >= 2 THEN 'yellow'
        WHEN screening_status_code = 'missing' THEN 'unknown'
        WHEN band_no = 1 THEN 'yellow'
        ELSE 'blue'
    END AS band_code,
    screening_status_code,
    matter_count,
    open_matter_count,
    overdue_count,
    repeat_count
FROM ranked
WHERE
    $focus = ''
    OR area_code IN (SELECT p.area_code FROM out_area_path AS p WHERE p.ancestor_code = $focus)
ORDER BY area_code
