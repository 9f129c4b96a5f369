-- One row per matter as at $as_of: what its live reports add up to.
WITH summed AS (
    SELECT
        m.matter_index,
        bool_or(r.is_accusation) AS is_restricted,
        min(r.reported_at) AS first_reported_at,
        max(r.reported_at) AS last_reported_at,
        CAST(count(*) AS INTEGER) AS report_count,
        greatest(max(r.people_count), max(r.party_count), 1) AS people_count,
        max(r.level_no) AS level_no,
        arg_max(r.level_code, r.level_no * 100000000 - r.report_index) AS level_code,
        arg_min(r.area_code, r.report_index) FILTER (WHERE r.area_code IS NOT NULL) AS area_code,
        arg_min(r.home_code, r.report_index) FILTER (WHERE r.area_code IS NOT NULL) AS home_code,
        arg_min(r.respondent_id, r.report_index) FILTER (WHERE r.respondent_id IS NOT NULL) AS respondent_id,
        arg_max(r.unit_id, r.report_index) FILTER (WHERE r.unit_id IS NOT NULL) AS unit_id,
        arg_min(r.place_key, r.report_index) FILTER (WHERE length(r.place_key) >= $least_place_length) AS place_key,
        arg_max(r.status_code, r.report_index) AS told_status_code,
        min(r.accepted_at) AS accepted_at,
        max(r.replied_at) AS replied_at,
        max(r.closed_at) AS closed_at,
        arg_max(
            r.satisfaction_code,
            date_diff('second', TIMESTAMP '2000-01-01 00:00:00', r.rated_at) * 100000000 + r.report_index
        ) FILTER (WHERE r.rated_at IS NOT NULL) AS satisfaction_code,
        max(r.rated_at) AS rated_at
    FROM matter_root AS m
    INNER JOIN live_report AS r ON r.report_index = m.report_index
    GROUP BY m.matter_index
),

assigned AS (
    SELECT
        m.matter_index,
        arg_max(e.unit_id, (e.started_at, e.measure_id)) AS unit_id
    FROM core_measure AS e
    INNER JOIN live_report AS r ON r.report_id = e.report_id
    INNER JOIN matter_root AS m ON m.report_index = r.report_index
    WHERE
        e.measure_code = 'assign' AND e.unit_id IS NOT NULL AND e.withdrawn_at IS NULL
        AND CAST(e.started_at AS DATE) <= $as_of
        AND (e.ended_at IS NULL OR CAST(e.ended_at AS DATE) > $as_of)
    GROUP BY m.matter_index
)

SELECT
    s.* REPLACE (coalesce(a.unit_id, s.unit_id) AS unit_id),
    f.report_id AS matter_id,
    f.category_code,
    f.legal_category_code,
    f.channel_code,
    f.level_no AS first_level_no,
    s.closed_at IS NULL
    OR CAST(s.last_reported_at AS DATE) > CAST(s.closed_at AS DATE)
    OR coalesce(
        s.satisfaction_code = 'dissatisfied' AND date_diff('day', CAST(s.rated_at AS DATE), $as_of) <= $review_days,
        FALSE
    ) AS is_open
FROM summed AS s
INNER JOIN live_report AS f ON f.report_index = s.matter_index
LEFT JOIN assigned AS a ON a.matter_index = s.matter_index
