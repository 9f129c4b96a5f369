-- One row per evaluation of the matters closed from start up to but not at end; none where nobody was heard.
SELECT coalesce(satisfaction_code, 'none') AS part_code, count(*) AS closed_count,
    (SELECT count(*) FROM numbered_matter WHERE closed_at >= $start AND closed_at < $end) AS all_count
FROM numbered_matter
WHERE closed_at >= $start AND closed_at < $end
GROUP BY part_code
ORDER BY part_code
