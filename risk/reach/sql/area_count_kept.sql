-- One row per area with a matter in it as at $as_of: counts of everything that is not restricted, from the derived tables.
WITH told AS (
    SELECT
        m.area_code,
        m.group_id,
        m.is_open,
        count(*) AS matter_count,
        sum(CASE WHEN m.is_open THEN 1 ELSE 0 END) AS open_matter_count,
        sum(CASE WHEN m.is_open AND m.overdue_days > 0 THEN 1 ELSE 0 END) AS overdue_count,
        sum(CASE WHEN m.is_open AND m.report_count > 1 THEN 1 ELSE 0 END) AS repeat_count,
        sum(CASE WHEN date_diff('day', CAST(m.first_reported_at AS DATE), $as_of) < 7 THEN 1 ELSE 0 END) AS new_count,
        sum(CASE WHEN s.band_code IN ('red', 'orange') THEN s.score ELSE 0 END) AS score,
        max(CASE s.band_code WHEN 'red' THEN 3 WHEN 'orange' THEN 2 WHEN 'yellow' THEN 1 ELSE 0 END) AS band_no
    FROM out_matter AS m
    LEFT JOIN out_score AS s ON s.matter_id = m.matter_id
    WHERE NOT m.is_restricted AND m.area_code IS NOT NULL
    GROUP BY m.area_code, m.group_id, m.is_open
)

SELECT
    p.ancestor_code AS area_code,
    CAST(sum(t.matter_count) AS INTEGER) AS matter_count,
    CAST(sum(t.open_matter_count) AS INTEGER) AS open_matter_count,
    CAST(sum(t.overdue_count) AS INTEGER) AS overdue_count,
    CAST(sum(t.repeat_count) AS INTEGER) AS repeat_count,
    CAST(count(DISTINCT CASE WHEN t.is_open THEN t.group_id END) AS INTEGER) AS group_count,
    CAST(sum(t.new_count) AS INTEGER) AS new_count,
    CAST(sum(t.score) AS INTEGER) AS score,
    max(t.band_no) AS band_no
FROM told AS t
INNER JOIN path_now AS p ON p.area_code = t.area_code
GROUP BY p.ancestor_code
