-- One row per area and each area above it, itself included, by the latest version of each.
CREATE OR REPLACE TEMP TABLE built_area_path AS
WITH RECURSIVE latest AS (
    SELECT
        area_code,
        ARG_MAX(level_code, valid_from_date) AS level_code,
        ARG_MAX(STRUCT_PACK(parent_code := parent_code), valid_from_date).parent_code AS parent_code
    FROM core_area
    GROUP BY area_code
),

climb AS (
    SELECT area_code, area_code AS ancestor_code
    FROM latest
    UNION
    SELECT climb.area_code, latest.parent_code AS ancestor_code
    FROM climb
    JOIN latest ON latest.area_code = climb.ancestor_code
    WHERE latest.parent_code IS NOT NULL
)

SELECT climb.area_code, climb.ancestor_code, latest.level_code AS ancestor_level_code
FROM climb
JOIN latest ON latest.area_code = climb.ancestor_code
