-- One row per report this viewer may see: it goes with its matter; one without a matter by its own place and unit,
-- and where these are unknown to its sender.
CREATE OR REPLACE TEMP VIEW seen_report AS
SELECT g.*
FROM general_report AS g
CROSS JOIN scope AS s
WHERE
    g.matter_id IN (SELECT i.matter_id FROM matter_in_scope AS i)
    OR (
        g.matter_id IS NULL
        AND (
            s.area_code IS NULL
            OR g.area_code IN (SELECT a.area_code FROM area_in_scope AS a)
            OR (g.area_code IS NULL AND g.submission_id IN (SELECT o.submission_id FROM raw_submission AS o))
        )
        AND (
            s.unit_name IS NULL
            OR g.unit_id IN (SELECT u.unit_id FROM unit_in_scope AS u)
            OR (g.unit_id IS NULL AND g.submission_id IN (SELECT o.submission_id FROM raw_submission AS o))
        )
    )
