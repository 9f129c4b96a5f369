-- One row per area: the community it lies in, itself where the hierarchy has none.
SELECT
    area_code,
    coalesce(max(CASE WHEN ancestor_level_code = 'community' THEN ancestor_code END), area_code) AS home_code
FROM path_now
GROUP BY area_code
