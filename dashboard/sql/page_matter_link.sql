-- One row per later report of a matter: the surest link to an earlier one, with both days, places, texts and states.
WITH member AS MATERIALIZED (SELECT * FROM seen_report WHERE matter_id = $matter_id),

met AS (
    SELECT
        a.report_id, b.report_id AS other_report_id,
        a.reported_at, b.reported_at AS other_reported_at,
        coalesce(a.narrative, a.title) AS story, coalesce(b.narrative, b.title) AS other_story,
        a.replied_at, a.closed_at, b.replied_at AS other_replied_at, b.closed_at AS other_closed_at,
        a.shown_lon, a.shown_lat, b.shown_lon AS other_lon, b.shown_lat AS other_lat,
        l.party_evidence_code, l.likeness_share, l.is_same_respondent, l.decided_by,
        row_number() OVER (
            PARTITION BY b.report_id ORDER BY l.decided_by = 'person' DESC, l.likeness_share DESC, a.report_id
        ) AS order_no
    FROM out_link AS l
    INNER JOIN member AS a ON a.report_id = l.report_id
    INNER JOIN member AS b ON b.report_id = l.other_report_id
)

SELECT * EXCLUDE (order_no)
FROM met
WHERE order_no = 1
ORDER BY other_reported_at, other_report_id
