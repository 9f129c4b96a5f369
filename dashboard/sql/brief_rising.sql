-- One row per kind of dispute reported half as often again as in the mean of the four weeks before, at least ten times.
SELECT r.category_code, c.name, c.name_en, r.report_count, r.past_count
FROM (
    SELECT
        category_code,
        CAST(coalesce(sum(report_count) FILTER (WHERE week_start_date >= $monday), 0) AS BIGINT) AS report_count,
        CAST(coalesce(sum(report_count) FILTER (WHERE week_start_date < $monday), 0) AS BIGINT) AS past_count
    FROM brief_week_cell
    WHERE week_start_date >= $monday - 28 AND week_start_date < $monday + 7
    GROUP BY category_code
) AS r
LEFT JOIN core_code AS c ON c.set_code = 'category' AND c.code = r.category_code
WHERE r.report_count >= 10 AND r.report_count * 4 >= r.past_count * 1.5
ORDER BY r.report_count * 4.0 / greatest(r.past_count, 1) DESC, r.category_code
LIMIT 3
