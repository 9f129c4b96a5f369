-- One row per list: matters on it, and of these those whose next step is past its day or has no unit.
SELECT
    l.list_code, count(*) AS matter_count,
    count(*) FILTER (WHERE l.due_date < f.as_of_date) AS overdue_count,
    count(*) FILTER (WHERE l.unit_id IS NULL) AS unowned_count,
    count(*) FILTER (WHERE m.first_reported_at >= $monday AND m.first_reported_at < $monday + 7) AS new_count
FROM out_list AS l
INNER JOIN brief_open_matter AS m ON m.matter_id = l.matter_id
CROSS JOIN out_refresh AS f
GROUP BY l.list_code
ORDER BY l.list_code
