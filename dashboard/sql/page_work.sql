-- One row: how many open matters stand in each of the lists that are looked at every day, and what was closed of late.
SELECT
    count(*) FILTER (WHERE m.is_open) AS open_count,
    count(*) FILTER (WHERE m.is_open AND m.band_code = 'red') AS red_count,
    count(*) FILTER (WHERE m.is_open AND m.band_code = 'orange') AS orange_count,
    count(*) FILTER (
        WHERE m.is_open AND m.next_due_date BETWEEN f.as_of_date AND f.as_of_date + INTERVAL 7 DAY
    ) AS due_count,
    count(*) FILTER (WHERE m.is_open AND m.overdue_days > 0) AS late_count,
    count(*) FILTER (WHERE m.is_open AND m.unit_id IS NULL) AS unitless_count,
    count(*) FILTER (WHERE NOT m.is_open AND CAST(m.closed_at AS DATE) > f.as_of_date - 7) AS closed_count
FROM seen_matter AS m
CROSS JOIN out_refresh AS f
