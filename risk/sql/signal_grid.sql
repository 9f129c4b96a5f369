-- One row per signal and grid of its window's matters.
SELECT DISTINCT s.signal_id, m.area_code
FROM signal_found AS s
INNER JOIN live_matter AS m ON m.home_code = s.area_code AND m.category_code = s.category_code
WHERE
    NOT m.is_restricted AND m.area_code IS NOT NULL
    AND date_diff('day', CAST(m.first_reported_at AS DATE), $as_of) < $window_days
ORDER BY s.signal_id, m.area_code
