-- One row per first report or repeat: reports of this week and of the one before; no row for what neither week has.
WITH told AS (
    SELECT
        week_start_date, CAST(sum(repeat_count) AS BIGINT) AS repeat_count,
        CAST(sum(report_count) - sum(repeat_count) AS BIGINT) AS first_count
    FROM brief_week_cell
    WHERE week_start_date >= $monday - 7 AND week_start_date < $monday + 7
    GROUP BY week_start_date
),
split AS (
    SELECT 'first' AS part_code, week_start_date, first_count AS report_count FROM told
    UNION ALL
    SELECT 'repeat', week_start_date, repeat_count FROM told
),
part AS (
    SELECT
        part_code,
        CAST(coalesce(sum(report_count) FILTER (WHERE week_start_date >= $monday), 0) AS BIGINT) AS report_count,
        CAST(coalesce(sum(report_count) FILTER (WHERE week_start_date < $monday), 0) AS BIGINT) AS previous_count
    FROM split
    GROUP BY part_code
    HAVING sum(report_count) > 0
)
SELECT p.part_code, c.name, c.name_en, p.report_count, p.previous_count
FROM part AS p
LEFT JOIN core_code AS c ON c.set_code = 'first' AND c.code = p.part_code
ORDER BY p.part_code
