-- One row per level a report was raised at: reports of this week and of the one before.
WITH part AS (
    SELECT
        level_code AS part_code,
        CAST(coalesce(sum(report_count) FILTER (WHERE week_start_date >= $monday), 0) AS BIGINT) AS report_count,
        CAST(coalesce(sum(report_count) FILTER (WHERE week_start_date < $monday), 0) AS BIGINT) AS previous_count
    FROM brief_week_cell
    WHERE week_start_date >= $monday - 7 AND week_start_date < $monday + 7
    GROUP BY part_code
)
SELECT p.part_code, c.name, c.name_en, p.report_count, p.previous_count
FROM part AS p
LEFT JOIN core_code AS c ON c.set_code = 'level' AND c.code = p.part_code
ORDER BY p.part_code
