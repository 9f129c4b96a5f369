-- One row per open matter in the order of its rank: its points, also below 0, and where it lies.
WITH told AS (
    SELECT
        o.matter_id, o.area_code, o.points + coalesce(s.points - s.points_before, 0) AS total, o.next_due_date, o.first_reported_at
    FROM out_rank AS o
    LEFT JOIN shifted AS s ON s.matter_id = o.matter_id
    LEFT JOIN reach_matter AS r ON r.matter_id = o.matter_id
    WHERE r.matter_id IS NULL
    UNION ALL
    SELECT matter_id, area_code, points AS total, next_due_date, first_reported_at FROM rank_now
)

SELECT
    matter_id, area_code, CAST(total AS INTEGER) AS total,
    CAST(row_number() OVER (
        ORDER BY total DESC, coalesce(date_diff('day', $as_of, next_due_date), 1000000), first_reported_at, matter_id
    ) AS INTEGER) AS rank_no
FROM told
