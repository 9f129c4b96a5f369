-- One row per batch of matters first raised in the $day_count days up to $as_of whose grid, or else community, is known.
SELECT
    m.matter_index,
    m.category_code,
    coalesce(m.area_code, f.home_code) AS place_code,
    CAST(date_diff('day', CAST(m.first_reported_at AS DATE), $as_of) AS INTEGER) AS age_days,
    m.channel_code = 'screening' AS is_screened
FROM signal_batch AS b
INNER JOIN live_matter AS m ON m.matter_index = b.matter_index
INNER JOIN live_report AS f ON f.report_index = m.matter_index
WHERE b.batch_index = b.matter_index
ORDER BY m.matter_id
