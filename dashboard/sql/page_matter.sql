-- One row per matter of the chosen area, kind, band (red_orange for both), unit (none for matters without), time and words: open ones by rank, then closed ones, newest first.
WITH
day AS (SELECT as_of_date FROM out_refresh),
fitting AS MATERIALIZED (
    SELECT m.*
    FROM seen_matter AS m
    CROSS JOIN day
    WHERE
        (NOT $only_open OR m.is_open)
        AND (
            $focus = ''
            OR m.area_code IN (SELECT p.area_code FROM out_area_path AS p WHERE p.ancestor_code = $focus)
        )
        AND ($kind = '' OR m.category_code = $kind)
        AND ($band = '' OR m.band_code = $band OR ($band = 'red_orange' AND m.band_code IN ('red', 'orange')))
        AND ($since IS NULL OR m.last_reported_at >= $since)
        AND (
            NOT $only_due
            OR (m.is_open AND m.next_due_date BETWEEN day.as_of_date AND day.as_of_date + INTERVAL 7 DAY)
        )
        AND (NOT $only_late OR m.overdue_days > 0)
        AND ($unit = '' OR m.unit_id = $unit OR ($unit = 'none' AND m.unit_id IS NULL))
        AND ($words = '' OR contains(lower(m.title), lower($words)) OR m.matter_id = $words)
),
chosen AS (
    SELECT m.*, (SELECT count(*) FROM fitting) AS found_count
    FROM fitting AS m
    ORDER BY m.rank_no ASC NULLS LAST, m.last_reported_at DESC, m.matter_id
    LIMIT $most
),
place AS (
    SELECT p.area_code, string_agg(a.name, ' · ' ORDER BY length(p.ancestor_code), p.ancestor_code) AS place_name
    FROM out_area_path AS p
    INNER JOIN core_area AS a ON a.area_code = p.ancestor_code AND a.valid_to_date IS NULL
    WHERE p.ancestor_level_code IN ('town', 'community', 'grid') AND p.area_code IN (SELECT c.area_code FROM chosen AS c)
    GROUP BY p.area_code
),
reason AS (
    SELECT
        r.matter_id,
        list(struct_pack(code := r.measure_code, points := r.points, zh := r.sentence, en := r.sentence_en)
            ORDER BY r.points DESC, r.measure_code) AS reasons
    FROM out_reason AS r
    WHERE r.matter_id IN (SELECT c.matter_id FROM chosen AS c)
    GROUP BY r.matter_id
)

SELECT
    c.matter_id, c.rank_no, c.band_code, c.score, c.category_code, c.title, p.place_name, c.status_code, c.is_open,
    c.people_count, c.report_count, c.next_due_date,
    date_diff('day', day.as_of_date, c.next_due_date) AS days_left,
    c.overdue_days, u.name AS unit_name, r.reasons, c.group_id, c.first_reported_at, c.last_reported_at, c.found_count
FROM chosen AS c
CROSS JOIN day
LEFT JOIN place AS p ON p.area_code = c.area_code
LEFT JOIN reason AS r ON r.matter_id = c.matter_id
LEFT JOIN core_unit AS u ON u.unit_id = c.unit_id
ORDER BY c.rank_no ASC NULLS LAST, c.last_reported_at DESC, c.matter_id
