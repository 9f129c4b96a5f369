-- One row per area of any level as at the day of the refresh, as out_area_status holds it.
WITH joined AS (
    SELECT
        n.area_code,
        n.level_code,
        coalesce(r.report_count, 0) AS report_count,
        coalesce(c.matter_count, 0) AS matter_count,
        coalesce(c.open_matter_count, 0) AS open_matter_count,
        coalesce(c.overdue_count, 0) AS overdue_count,
        coalesce(c.repeat_count, 0) AS repeat_count,
        coalesce(c.group_count, 0) AS group_count,
        coalesce(c.new_count, 0) AS new_count,
        coalesce(c.score, 0) AS score,
        coalesce(c.band_no, 0) AS band_no,
        s.screening_status_code
    FROM area_now AS n
    INNER JOIN area_screening AS s ON s.area_code = n.area_code
    LEFT JOIN area_report AS r ON r.area_code = n.area_code
    LEFT JOIN area_count AS c ON c.area_code = n.area_code
),

ranked AS (
    SELECT
        *,
        rank() OVER (PARTITION BY level_code ORDER BY score DESC) AS rank_no,
        count(*) OVER (PARTITION BY level_code) AS area_count
    FROM joined
)

SELECT
    area_code, report_count, matter_count, open_matter_count, overdue_count, repeat_count, group_count, new_count,
    score,
    CASE
        WHEN band_no = 3 AND (level_code = 'grid' OR rank_no <= ceil($red_share * area_count)) THEN 'red'
        WHEN band_no >= 2 AND (level_code = 'grid' OR rank_no <= ceil(($red_share + $orange_share) * area_count))
            THEN 'orange'
        WHEN band_no >= 2 THEN 'yellow'
        WHEN screening_status_code = 'missing' THEN 'unknown'
        WHEN band_no = 1 THEN 'yellow'
        ELSE 'blue'
    END AS band_code,
    screening_status_code
FROM ranked
