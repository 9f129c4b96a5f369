-- One row per compared week: this one, the one before, the same one last year (52 weeks back).
WITH compared AS (
    SELECT 'this' AS which_code, $monday AS start_date
    UNION ALL SELECT 'previous', $monday - 7
    UNION ALL SELECT 'year_ago', $monday - 364
),
reported AS (
    SELECT week_start_date AS start_date, CAST(sum(report_count) AS BIGINT) AS report_count
    FROM brief_week_cell
    WHERE week_start_date IN (SELECT start_date FROM compared)
    GROUP BY week_start_date
),
step AS (
    SELECT
        count(*) FILTER (WHERE first_reported_at >= $monday AND first_reported_at < $monday + 7) AS raised_this,
        count(*) FILTER (WHERE first_reported_at >= $monday - 7 AND first_reported_at < $monday) AS raised_previous,
        count(*) FILTER (WHERE first_reported_at >= $monday - 364 AND first_reported_at < $monday - 357) AS raised_year_ago,
        count(*) FILTER (WHERE closed_at >= $monday AND closed_at < $monday + 7) AS closed_this,
        count(*) FILTER (WHERE closed_at >= $monday - 7 AND closed_at < $monday) AS closed_previous,
        count(*) FILTER (WHERE closed_at >= $monday - 364 AND closed_at < $monday - 357) AS closed_year_ago
    FROM numbered_matter
)
SELECT
    w.which_code, w.start_date, coalesce(r.report_count, 0) AS report_count,
    CASE w.which_code
        WHEN 'this' THEN s.raised_this WHEN 'previous' THEN s.raised_previous ELSE s.raised_year_ago
    END AS matter_count,
    CASE w.which_code
        WHEN 'this' THEN s.closed_this WHEN 'previous' THEN s.closed_previous ELSE s.closed_year_ago
    END AS closed_count
FROM compared AS w
CROSS JOIN step AS s
LEFT JOIN reported AS r ON r.start_date = w.start_date
ORDER BY w.start_date DESC
