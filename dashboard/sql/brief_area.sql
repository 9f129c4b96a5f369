-- One row per area of the level compared (a town, usually), the fullest fifteen, one for the rest, one for unplaced.
WITH report AS (
    SELECT
        p.ancestor_code AS area_code, sum(w.report_count) AS report_count, sum(w.previous_count) AS previous_count
    FROM (
        SELECT
            area_code,
            sum(report_count) FILTER (WHERE week_start_date >= $monday) AS report_count,
            sum(report_count) FILTER (WHERE week_start_date < $monday) AS previous_count
        FROM brief_week_cell
        WHERE week_start_date >= $monday - 7 AND week_start_date < $monday + 7
        GROUP BY area_code
    ) AS w
    LEFT JOIN out_area_path AS p ON p.area_code = w.area_code AND p.ancestor_level_code = $level_code
    GROUP BY p.ancestor_code
),
matter AS (
    SELECT
        p.ancestor_code AS area_code, sum(m.open_count) AS open_count, sum(m.overdue_count) AS overdue_count
    FROM (
        SELECT area_code, count(*) AS open_count, count(*) FILTER (WHERE overdue_days > 0) AS overdue_count
        FROM brief_open_matter
        GROUP BY area_code
    ) AS m
    LEFT JOIN out_area_path AS p ON p.area_code = m.area_code AND p.ancestor_level_code = $level_code
    GROUP BY p.ancestor_code
),
area AS (
    SELECT a.area_code, a.name
    FROM core_area AS a
    CROSS JOIN out_refresh AS f
    WHERE a.level_code = $level_code AND a.valid_from_date <= f.as_of_date
        AND (a.valid_to_date IS NULL OR a.valid_to_date >= f.as_of_date)
    UNION ALL
    SELECT NULL, NULL
),
counted AS (
    SELECT
        a.area_code, a.name, coalesce(r.report_count, 0) AS report_count,
        coalesce(r.previous_count, 0) AS previous_count, coalesce(m.open_count, 0) AS open_count,
        coalesce(m.overdue_count, 0) AS overdue_count,
        row_number() OVER (ORDER BY a.area_code IS NULL, coalesce(r.report_count, 0) DESC, a.area_code) AS rank_no
    FROM area AS a
    LEFT JOIN report AS r ON r.area_code IS NOT DISTINCT FROM a.area_code
    LEFT JOIN matter AS m ON m.area_code IS NOT DISTINCT FROM a.area_code
)
SELECT
    CASE WHEN area_code IS NULL THEN 'none' WHEN rank_no <= 15 THEN area_code ELSE 'rest' END AS part_code,
    CASE WHEN rank_no <= 15 THEN min(name) END AS name,
    CASE WHEN rank_no <= 15 THEN min(name) END AS name_en,
    CAST(sum(report_count) AS BIGINT) AS report_count, CAST(sum(previous_count) AS BIGINT) AS previous_count,
    CAST(sum(open_count) AS BIGINT) AS open_count, CAST(sum(overdue_count) AS BIGINT) AS overdue_count
FROM counted
GROUP BY part_code, rank_no <= 15
ORDER BY part_code
