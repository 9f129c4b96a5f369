-- One row per kind of dispute among the five most reported this week, and one for the rest.
WITH kind AS (
    SELECT
        category_code,
        CAST(coalesce(sum(report_count) FILTER (WHERE week_start_date >= $monday), 0) AS BIGINT) AS report_count,
        CAST(coalesce(sum(report_count) FILTER (WHERE week_start_date < $monday), 0) AS BIGINT) AS previous_count
    FROM brief_week_cell
    WHERE week_start_date >= $monday - 7 AND week_start_date < $monday + 7
    GROUP BY category_code
),
ranked AS (
    SELECT *, row_number() OVER (ORDER BY report_count DESC, previous_count DESC, category_code) AS rank_no
    FROM kind
),
part AS (
    SELECT
        CASE WHEN rank_no <= 5 THEN category_code ELSE 'rest' END AS part_code,
        CAST(sum(report_count) AS BIGINT) AS report_count, CAST(sum(previous_count) AS BIGINT) AS previous_count
    FROM ranked
    GROUP BY part_code
)
SELECT p.part_code, c.name, c.name_en, p.report_count, p.previous_count
FROM part AS p
LEFT JOIN core_code AS c ON c.set_code = 'category' AND c.code = p.part_code
ORDER BY p.part_code
