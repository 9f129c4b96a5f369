-- One row per matter first raised in the $day_count days up to $as_of whose grid, or else community, is known; accusations left out.
SELECT
    m.matter_index,
    m.category_code,
    coalesce(m.area_code, f.home_code) AS place_code,
    CAST(date_diff('day', CAST(m.first_reported_at AS DATE), $as_of) AS INTEGER) AS age_days,
    m.channel_code = 'screening' AS is_screened
FROM live_matter AS m
INNER JOIN live_report AS f ON f.report_index = m.matter_index
WHERE
    NOT m.is_restricted AND coalesce(m.area_code, f.home_code) IS NOT NULL
    AND date_diff('day', CAST(m.first_reported_at AS DATE), $as_of) < $day_count
ORDER BY m.matter_id
