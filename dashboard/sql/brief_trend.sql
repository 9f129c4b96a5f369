-- One row per week, twelve up to the one reported on, oldest first.
WITH weeks AS (
    SELECT $monday - CAST(7 * n.week_no AS INTEGER) AS week_start_date
    FROM (SELECT unnest(range(12)) AS week_no) AS n
),
reported AS (
    SELECT week_start_date, CAST(sum(report_count) AS BIGINT) AS report_count
    FROM brief_week_cell
    WHERE week_start_date >= $monday - 77 AND week_start_date < $monday + 7
    GROUP BY week_start_date
),
raised AS (
    SELECT CAST(date_trunc('week', first_reported_at) AS DATE) AS week_start_date, count(*) AS matter_count
    FROM numbered_matter
    WHERE first_reported_at >= $monday - 77 AND first_reported_at < $monday + 7
    GROUP BY ALL
)
SELECT
    w.week_start_date, coalesce(r.report_count, 0) AS report_count, coalesce(m.matter_count, 0) AS matter_count
FROM weeks AS w
LEFT JOIN reported AS r ON r.week_start_date = w.week_start_date
LEFT JOIN raised AS m ON m.week_start_date = w.week_start_date
ORDER BY w.week_start_date
