-- One row per group with a placed matter: the smallest area that holds all its placed matters.
WITH placed AS (
    SELECT g.group_index, m.area_code
    FROM matter_group AS g
    INNER JOIN live_matter AS m ON m.matter_index = g.matter_index
    WHERE m.area_code IS NOT NULL
),

held AS (
    SELECT
        p.group_index, a.ancestor_code,
        CASE a.ancestor_level_code
            WHEN 'grid' THEN 5 WHEN 'community' THEN 4 WHEN 'town' THEN 3
            WHEN 'county' THEN 2 WHEN 'prefecture' THEN 1 ELSE 0
        END AS depth_no,
        count(*) AS matter_count
    FROM placed AS p
    INNER JOIN path_now AS a ON a.area_code = p.area_code
    GROUP BY p.group_index, a.ancestor_code, a.ancestor_level_code
),

placed_count AS (
    SELECT group_index, count(*) AS matter_count FROM placed GROUP BY group_index
),

ordered AS (
    SELECT
        h.group_index, h.ancestor_code AS area_code,
        row_number() OVER (PARTITION BY h.group_index ORDER BY h.depth_no DESC, h.ancestor_code) AS order_no
    FROM held AS h
    INNER JOIN placed_count AS c ON c.group_index = h.group_index AND c.matter_count = h.matter_count
)

SELECT group_index, area_code FROM ordered WHERE order_no = 1
