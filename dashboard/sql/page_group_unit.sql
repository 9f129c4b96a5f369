-- One row per unit that holds matters of a group a general viewer may see: how many, and how many are open; the most first.
SELECT u.name AS unit_name, count(*) AS matter_count, count(*) FILTER (WHERE m.is_open) AS open_matter_count
FROM seen_matter AS m
LEFT JOIN core_unit AS u ON u.unit_id = m.unit_id
WHERE m.group_id = $group_id
GROUP BY u.name
ORDER BY open_matter_count DESC, matter_count DESC, unit_name NULLS LAST
