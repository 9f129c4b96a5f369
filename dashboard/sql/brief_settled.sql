-- One row per kind of closing: settled (closed, not raised again, not dissatisfied) or not.
SELECT
    CASE WHEN is_open THEN 'back' ELSE 'settled' END AS part_code,
    count(*) FILTER (WHERE closed_at >= $monday) AS closed_count,
    count(*) FILTER (WHERE closed_at < $monday) AS previous_count
FROM numbered_matter
WHERE closed_at >= $monday - 7 AND closed_at < $monday + 7
GROUP BY part_code
ORDER BY part_code
