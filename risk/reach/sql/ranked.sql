-- One row per open matter in the order of its rank: its points, also below 0.
WITH owed AS (
    SELECT matter_id, sum(points) AS points
    FROM out_reason
    WHERE matter_id IN (SELECT matter_id FROM out_score WHERE score = 0)
    GROUP BY matter_id
),

told AS (
    SELECT
        s.matter_id,
        CASE WHEN s.score > 0 THEN s.score ELSE CAST(coalesce(o.points, 0) AS INTEGER) END
        + coalesce(f.points - f.points_before, 0) AS total,
        coalesce(date_diff('day', $as_of, m.next_due_date), 1000000) AS due_order_no,
        m.first_reported_at
    FROM out_score AS s
    INNER JOIN out_matter AS m ON m.matter_id = s.matter_id
    LEFT JOIN owed AS o ON o.matter_id = s.matter_id
    LEFT JOIN respondent_shift AS f ON f.respondent_id = m.respondent_id
    LEFT JOIN reach_matter AS r ON r.matter_id = s.matter_id
    WHERE r.matter_id IS NULL
    UNION ALL
    SELECT f.report_id AS matter_id, p.total, p.due_order_no, f.reported_at AS first_reported_at
    FROM near_total AS p
    INNER JOIN live_report AS f ON f.report_index = p.matter_index
)

SELECT
    matter_id, CAST(total AS INTEGER) AS total,
    CAST(row_number() OVER (ORDER BY total DESC, due_order_no, first_reported_at, matter_id) AS INTEGER) AS rank_no
FROM told
