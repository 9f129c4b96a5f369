-- One row per area with a matter in it as at $as_of: counts of everything that is not restricted.
WITH placed AS (
    SELECT
        p.ancestor_code AS area_code,
        m.matter_index, m.report_count, m.is_open, b.group_index,
        date_diff('day', CAST(m.first_reported_at AS DATE), $as_of) < 7 AS is_new,
        coalesce(k.overdue_days, 0) > 0 AS is_overdue,
        CASE WHEN s.band_code IN ('red', 'orange') THEN s.score ELSE 0 END AS heavy_score,
        CASE s.band_code WHEN 'red' THEN 3 WHEN 'orange' THEN 2 WHEN 'yellow' THEN 1 ELSE 0 END AS band_no
    FROM live_matter AS m
    INNER JOIN path_now AS p ON p.area_code = m.area_code
    LEFT JOIN matter_group AS b ON b.matter_index = m.matter_index
    LEFT JOIN matter_clock AS k ON k.matter_index = m.matter_index
    LEFT JOIN score AS s ON s.matter_index = m.matter_index
    WHERE NOT m.is_restricted
)

SELECT
    area_code,
    CAST(count(*) AS INTEGER) AS matter_count,
    CAST(sum(CASE WHEN is_open THEN 1 ELSE 0 END) AS INTEGER) AS open_matter_count,
    CAST(sum(CASE WHEN is_open AND is_overdue THEN 1 ELSE 0 END) AS INTEGER) AS overdue_count,
    CAST(sum(CASE WHEN is_open AND report_count > 1 THEN 1 ELSE 0 END) AS INTEGER) AS repeat_count,
    CAST(count(DISTINCT CASE WHEN is_open THEN group_index END) AS INTEGER) AS group_count,
    CAST(sum(CASE WHEN is_new THEN 1 ELSE 0 END) AS INTEGER) AS new_count,
    CAST(sum(heavy_score) AS INTEGER) AS score,
    max(band_no) AS band_no
FROM placed
GROUP BY area_code
