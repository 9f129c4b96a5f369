-- One row per signal and grid it spans; the community itself where no grid of it is known.
WITH upper_area AS (
    SELECT DISTINCT ancestor_code FROM path_now WHERE ancestor_code <> area_code
),

finest AS (
    SELECT s.signal_id, s.place_code
    FROM signal_place_now AS s
    LEFT JOIN upper_area AS u ON u.ancestor_code = s.place_code
    WHERE u.ancestor_code IS NULL
)

SELECT signal_id, place_code FROM finest
UNION ALL
SELECT signal_id, place_code FROM signal_place_now WHERE signal_id NOT IN (SELECT signal_id FROM finest)
