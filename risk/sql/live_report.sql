-- One row per accepted report raised before $until: what had happened by then, numbered in order of time.
WITH act AS (
    SELECT
        report_id,
        min(CASE WHEN event_code IN ('accepted', 'told') THEN occurred_at END) AS accepted_at,
        max(CASE
            WHEN event_code IN (
                'opinion_issued', 'opinion_delivered', 'review_issued', 'review_delivered', 'recheck_issued', 'recheck_delivered'
            ) THEN occurred_at
        END) AS replied_at,
        max(CASE
            WHEN event_code IN (
                'settled', 'closed', 'agreement_effective', 'withdrawn', 'not_accepted', 'no_longer_accepted',
                'review_issued', 'review_delivered', 'recheck_issued', 'recheck_delivered'
            ) THEN occurred_at
        END) AS closed_at,
        max(CASE WHEN event_code IN ('reopened', 'review_received', 'recheck_received') THEN occurred_at END) AS reopened_at
    FROM core_event
    WHERE withdrawn_at IS NULL AND occurred_at < $until
    GROUP BY report_id
),

told AS (
    SELECT
        r.*,
        coalesce(
            r.closed_at,
            CASE WHEN r.status_code IN ('settled', 'closed') THEN coalesce(r.replied_at, r.reported_at) END
        ) AS told_closed_at
    FROM report_asked AS r
    WHERE r.state_code = 'accepted' AND r.reported_at < $until
),

dated AS (
    SELECT
        t.*,
        least(CASE WHEN t.accepted_at < $until THEN t.accepted_at END, a.accepted_at) AS live_accepted_at,
        greatest(CASE WHEN t.replied_at < $until THEN t.replied_at END, a.replied_at) AS live_replied_at,
        greatest(CASE WHEN t.told_closed_at < $until THEN t.told_closed_at END, a.closed_at) AS last_closed_at,
        a.reopened_at,
        CASE WHEN t.satisfaction_code IS NOT NULL
            THEN coalesce(t.told_closed_at, t.replied_at, t.reported_at) END AS rated_at
    FROM told AS t
    LEFT JOIN act AS a ON a.report_id = t.report_id
)

SELECT
    CAST(row_number() OVER (ORDER BY d.reported_at, d.report_id) - 1 AS INTEGER) AS report_index,
    d.report_id,
    d.reported_at,
    CAST(d.reported_at AS DATE) AS reported_date,
    d.channel_code,
    CASE d.level_code
        WHEN 'community' THEN 0 WHEN 'town' THEN 1 WHEN 'county' THEN 2
        WHEN 'prefecture' THEN 3 WHEN 'province' THEN 4 WHEN 'national' THEN 5 ELSE 0
    END AS level_no,
    d.level_code,
    d.category_code,
    d.legal_category_code,
    d.legal_category_code = 'accusation' AS is_accusation,
    d.respondent_id,
    d.unit_id,
    coalesce(d.people_count, 0) AS people_count,
    d.party_count,
    d.due_date,
    d.status_code,
    d.live_accepted_at AS accepted_at,
    d.live_replied_at AS replied_at,
    CASE WHEN d.reopened_at >= d.last_closed_at THEN NULL ELSE d.last_closed_at END AS closed_at,
    CASE WHEN d.rated_at < $until THEN d.satisfaction_code END AS satisfaction_code,
    CASE WHEN d.rated_at < $until THEN d.rated_at END AS rated_at,
    p.area_code,
    coalesce(p.located_by, 'none') AS located_by,
    coalesce(h.home_code, v.home_code) AS home_code,
    coalesce(h.home_code, v.home_code, d.village_name, d.town_name) AS place_scope,
    replace(d.place_text, ' ', '') AS place_text,
    regexp_extract(
        replace(replace(replace(d.place_text, ' ', ''), coalesce(d.town_name, '#'), ''),
            coalesce(d.village_name, '#'), ''),
        '^[^0-9０-９]+', 0
    ) AS place_key
FROM dated AS d
LEFT JOIN place_now AS p ON p.report_id = d.report_id
LEFT JOIN area_home AS h ON h.area_code = p.area_code
LEFT JOIN home_name AS v ON v.name = d.village_name
