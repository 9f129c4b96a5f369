-- One row per compared week: this one, the one before, the same one last year (52 weeks back).
WITH compared AS (
    SELECT 'this' AS which_code, $monday AS start_date
    UNION ALL SELECT 'previous', $monday - 7
    UNION ALL SELECT 'year_ago', $monday - 364
),
reported AS (
    SELECT w.which_code, count(*) AS report_count
    FROM compared AS w
    INNER JOIN seen_report AS r ON r.reported_at >= w.start_date AND r.reported_at < w.start_date + 7
    WHERE r.state_code = 'accepted'
    GROUP BY w.which_code
),
raised AS (
    SELECT w.which_code, count(*) AS matter_count
    FROM compared AS w
    INNER JOIN seen_matter AS m ON m.first_reported_at >= w.start_date AND m.first_reported_at < w.start_date + 7
    GROUP BY w.which_code
),
closed AS (
    SELECT w.which_code, count(*) AS closed_count
    FROM compared AS w
    INNER JOIN seen_matter AS m ON m.closed_at >= w.start_date AND m.closed_at < w.start_date + 7
    GROUP BY w.which_code
)
SELECT
    w.which_code, w.start_date, coalesce(r.report_count, 0) AS report_count,
    coalesce(m.matter_count, 0) AS matter_count, coalesce(c.closed_count, 0) AS closed_count
FROM compared AS w
LEFT JOIN reported AS r ON r.which_code = w.which_code
LEFT JOIN raised AS m ON m.which_code = w.which_code
LEFT JOIN closed AS c ON c.which_code = w.which_code
ORDER BY w.start_date DESC
