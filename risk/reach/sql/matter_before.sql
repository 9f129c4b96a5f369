-- One row per matter of the last refresh in reach, as it was: with a report in reach, or about what one of those is about.
SELECT m.*, m.rowid AS row_no
FROM out_matter AS m
WHERE
    m.matter_id IN (SELECT matter_id FROM reach_own)
    OR (
        m.respondent_id IN (SELECT respondent_id FROM reach_cause WHERE respondent_id IS NOT NULL)
        AND (
            m.respondent_id NOT IN (SELECT respondent_id FROM reach_office)
            OR m.area_code IN (SELECT area_code FROM reach_area)
        )
    )
    OR (
        m.respondent_id IS NULL
        AND m.category_code || ' ' || m.area_code IN (
            SELECT c.category_code || ' ' || h.area_code
            FROM reach_cause AS c
            INNER JOIN area_home AS h ON h.home_code = c.home_code
        )
    )
