-- One row per unit with open matters past a limit, the eight with most; those with too few to list are left out.
SELECT u.name AS unit_name, count(*) AS overdue_count, max(m.overdue_days) AS longest_overdue_days
FROM brief_open_matter AS m
LEFT JOIN core_unit AS u ON u.unit_id = m.unit_id
WHERE m.overdue_days > 0
GROUP BY u.unit_id, u.name
HAVING count(*) >= $smallest_shown
ORDER BY overdue_count DESC, longest_overdue_days DESC, unit_name NULLS LAST
LIMIT 8
