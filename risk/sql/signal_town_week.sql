-- One row per town, kind and week (0 the seven days up to $as_of) with matters that people brought themselves: how many began.
SELECT
    p.ancestor_code AS town_code,
    m.category_code,
    CAST(date_diff('day', CAST(m.first_reported_at AS DATE), $as_of) // 7 AS INTEGER) AS week_no,
    -- matters of one group raised on one day are one
    CAST(count(DISTINCT CASE WHEN g.group_index IS NULL THEN m.matter_index END)
    + count(DISTINCT CASE
        WHEN g.group_index IS NOT NULL THEN g.group_index || ' ' || CAST(m.first_reported_at AS DATE)
    END) AS INTEGER) AS matter_count
FROM live_matter AS m
INNER JOIN live_report AS f ON f.report_index = m.matter_index
LEFT JOIN matter_group AS g ON g.matter_index = m.matter_index
INNER JOIN path_now AS p ON p.area_code = coalesce(m.area_code, f.home_code) AND p.ancestor_level_code = 'town'
WHERE
    NOT m.is_restricted AND m.channel_code <> 'screening'
    AND date_diff('day', CAST(m.first_reported_at AS DATE), $as_of) < 7 * $week_count
GROUP BY ALL
ORDER BY town_code, category_code, week_no
