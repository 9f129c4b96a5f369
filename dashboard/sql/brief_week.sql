-- One row per compared week: this one, the one before, the same one last year (52 weeks back).
WITH compared AS (
    SELECT 'this' AS which_code, $monday AS start_date
    UNION ALL SELECT 'previous', $monday - 7
    UNION ALL SELECT 'year_ago', $monday - 364
),
reported AS (
    SELECT CAST(date_trunc('week', reported_at) AS DATE) AS start_date, count(*) AS report_count
    FROM seen_report
    WHERE state_code = 'accepted' AND reported_at >= $monday - 364 AND reported_at < $monday + 7
    GROUP BY ALL
),
raised AS (
    SELECT CAST(date_trunc('week', first_reported_at) AS DATE) AS start_date, count(*) AS matter_count
    FROM seen_matter
    WHERE first_reported_at >= $monday - 364 AND first_reported_at < $monday + 7
    GROUP BY ALL
),
closed AS (
    SELECT CAST(date_trunc('week', closed_at) AS DATE) AS start_date, count(*) AS closed_count
    FROM seen_matter
    WHERE closed_at >= $monday - 364 AND closed_at < $monday + 7
    GROUP BY ALL
)
SELECT
    w.which_code, w.start_date, coalesce(r.report_count, 0) AS report_count,
    coalesce(m.matter_count, 0) AS matter_count, coalesce(c.closed_count, 0) AS closed_count
FROM compared AS w
LEFT JOIN reported AS r ON r.start_date = w.start_date
LEFT JOIN raised AS m ON m.start_date = w.start_date
LEFT JOIN closed AS c ON c.start_date = w.start_date
ORDER BY w.start_date DESC
