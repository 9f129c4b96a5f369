-- One row per organisation in reach with open matters that are not restricted: how many now, how many out of reach, how many before.
WITH told AS (
    SELECT respondent_id, count(*) AS open_count
    FROM out_matter
    WHERE is_open AND NOT is_restricted AND respondent_id IN (SELECT respondent_id FROM reach_office)
    GROUP BY respondent_id
),

gone AS (
    SELECT respondent_id, count(*) AS open_count
    FROM matter_before
    WHERE is_open AND NOT is_restricted
    GROUP BY respondent_id
),

kept AS (
    SELECT t.respondent_id, t.open_count AS before_count, t.open_count - coalesce(g.open_count, 0) AS kept_count
    FROM told AS t
    LEFT JOIN gone AS g ON g.respondent_id = t.respondent_id
),

fresh AS (
    SELECT respondent_id, count(*) AS open_count
    FROM live_matter
    WHERE is_open AND NOT is_restricted AND respondent_id IS NOT NULL
    GROUP BY respondent_id
)

SELECT
    coalesce(k.respondent_id, f.respondent_id) AS respondent_id,
    coalesce(k.kept_count, 0) + coalesce(f.open_count, 0) AS open_count,
    coalesce(k.kept_count, 0) AS kept_count,
    coalesce(k.before_count, 0) AS before_count
FROM kept AS k
FULL JOIN fresh AS f ON f.respondent_id = k.respondent_id
