-- One row per kind of recommendation made in the four weeks to as_of, and how many had a written reply.
SELECT
    r.kind_code, count(*) AS made_count,
    count(*) FILTER (WHERE r.replied_at < f.as_of_date + 1) AS replied_count
FROM core_recommendation AS r
CROSS JOIN out_refresh AS f
WHERE r.made_at >= f.as_of_date - 27 AND r.made_at < f.as_of_date + 1
GROUP BY r.kind_code
ORDER BY r.kind_code
