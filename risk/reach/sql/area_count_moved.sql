-- One row per area with a matter in it: counts of everything not restricted, as they were and by how much matters in reach move them.
WITH told AS (
    SELECT area_code, group_id, is_open, overdue_days, report_count, first_reported_at, 1 AS side
    FROM fresh_out_matter
    WHERE NOT is_restricted AND area_code IS NOT NULL
    UNION ALL
    SELECT area_code, group_id, is_open, overdue_days, report_count, first_reported_at, -1 AS side
    FROM matter_before
    WHERE NOT is_restricted AND area_code IS NOT NULL
),

moved AS (
    SELECT
        p.ancestor_code AS area_code,
        sum(t.side) AS matter_count,
        sum(CASE WHEN t.is_open THEN t.side ELSE 0 END) AS open_matter_count,
        sum(CASE WHEN t.is_open AND t.overdue_days > 0 THEN t.side ELSE 0 END) AS overdue_count,
        sum(CASE WHEN t.is_open AND t.report_count > 1 THEN t.side ELSE 0 END) AS repeat_count,
        count(DISTINCT CASE WHEN t.is_open AND t.side = 1 THEN t.group_id END)
        - count(DISTINCT CASE WHEN t.is_open AND t.side = -1 THEN t.group_id END) AS group_count,
        sum(CASE WHEN date_diff('day', CAST(t.first_reported_at AS DATE), $as_of) < 7 THEN t.side ELSE 0 END) AS new_count
    FROM told AS t
    INNER JOIN path_now AS p ON p.area_code = t.area_code
    GROUP BY p.ancestor_code
),

scored AS (
    SELECT
        area_code,
        sum(CASE WHEN band_code IN ('red', 'orange') THEN score ELSE 0 END) AS score,
        max(CASE band_code WHEN 'red' THEN 3 WHEN 'orange' THEN 2 WHEN 'yellow' THEN 1 ELSE 0 END) AS band_no
    FROM score_all
    WHERE area_code IS NOT NULL
    GROUP BY area_code
),

heavy AS (
    SELECT p.ancestor_code AS area_code, sum(s.score) AS score, max(s.band_no) AS band_no
    FROM scored AS s
    INNER JOIN path_now AS p ON p.area_code = s.area_code
    GROUP BY p.ancestor_code
)

SELECT
    n.area_code,
    CAST(coalesce(o.matter_count, 0) + coalesce(m.matter_count, 0) AS INTEGER) AS matter_count,
    CAST(coalesce(o.open_matter_count, 0) + coalesce(m.open_matter_count, 0) AS INTEGER) AS open_matter_count,
    CAST(coalesce(o.overdue_count, 0) + coalesce(m.overdue_count, 0) AS INTEGER) AS overdue_count,
    CAST(coalesce(o.repeat_count, 0) + coalesce(m.repeat_count, 0) AS INTEGER) AS repeat_count,
    CAST(coalesce(o.group_count, 0) + coalesce(m.group_count, 0) AS INTEGER) AS group_count,
    CAST(coalesce(o.new_count, 0) + coalesce(m.new_count, 0) AS INTEGER) AS new_count,
    CAST(coalesce(h.score, 0) AS INTEGER) AS score,
    h.band_no
FROM area_now AS n
LEFT JOIN out_area_status AS o ON o.area_code = n.area_code
LEFT JOIN moved AS m ON m.area_code = n.area_code
LEFT JOIN heavy AS h ON h.area_code = n.area_code
