-- One row per matter behind a signal that a general viewer may see, what needs help first at the top.
SELECT
    m.matter_id, m.title, m.band_code, m.score, m.first_reported_at, m.people_count, m.report_count, u.name AS unit_name,
    (
        SELECT count(*)
        FROM out_signal_matter AS a
        INNER JOIN seen_matter AS n ON n.matter_id = a.matter_id
        WHERE a.signal_id = $signal_id
    ) AS found_count
FROM out_signal_matter AS b
INNER JOIN seen_matter AS m ON m.matter_id = b.matter_id
LEFT JOIN core_unit AS u ON u.unit_id = m.unit_id
WHERE b.signal_id = $signal_id
ORDER BY m.rank_no NULLS LAST, m.first_reported_at DESC, m.matter_id
LIMIT $most
