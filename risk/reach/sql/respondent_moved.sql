-- One row per office with open matters out of reach that has more or fewer open ones than before: how many now, and before.
WITH before AS (
    SELECT respondent_id, count(*) AS open_count
    FROM out_matter
    WHERE is_open AND NOT is_restricted AND respondent_id IN (SELECT respondent_id FROM reach_office)
    GROUP BY respondent_id
)

SELECT n.respondent_id, n.open_count, b.open_count AS open_before_count
FROM respondent_open AS n
INNER JOIN before AS b ON b.respondent_id = n.respondent_id
WHERE n.kept_count > 0 AND n.open_count <> b.open_count
ORDER BY n.respondent_id
