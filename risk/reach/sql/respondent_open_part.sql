-- One row per organisation in reach with open matters that are not restricted: how many now, and how many out of reach, in both.
WITH kept AS (
    SELECT m.respondent_id, count(*) AS open_count
    FROM out_matter AS m
    LEFT JOIN reach_matter AS r ON r.matter_id = m.matter_id
    WHERE
        m.is_open AND NOT m.is_restricted AND r.matter_id IS NULL
        AND m.respondent_id IN (SELECT respondent_id FROM reach_office)
    GROUP BY m.respondent_id
),

fresh AS (
    SELECT respondent_id, count(*) AS open_count
    FROM live_matter
    WHERE is_open AND NOT is_restricted AND respondent_id IS NOT NULL
    GROUP BY respondent_id
)

SELECT
    coalesce(k.respondent_id, f.respondent_id) AS respondent_id,
    coalesce(k.open_count, 0) + coalesce(f.open_count, 0) AS open_count,
    coalesce(k.open_count, 0) AS kept_count
FROM kept AS k
FULL JOIN fresh AS f ON f.respondent_id = k.respondent_id
