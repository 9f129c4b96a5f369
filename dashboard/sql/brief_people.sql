-- One row per band of people joined in a matter: matters first raised this week and the one before.
SELECT
    CASE
        WHEN people_count <= 4 THEN 'p001' WHEN people_count <= 10 THEN 'p005' WHEN people_count <= 20 THEN 'p011'
        WHEN people_count <= 50 THEN 'p021' WHEN people_count <= 100 THEN 'p051' ELSE 'p101'
    END AS part_code,
    count(*) FILTER (WHERE first_reported_at >= $monday) AS matter_count,
    count(*) FILTER (WHERE first_reported_at < $monday) AS previous_count
FROM numbered_matter
WHERE first_reported_at >= $monday - 7 AND first_reported_at < $monday + 7
GROUP BY part_code
ORDER BY part_code
