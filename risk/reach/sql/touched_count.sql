-- One row: how many touched reports the last refresh knew, how many are live now, and how many of these nobody has tried to place.
SELECT
    count(*) FILTER (WHERE t.is_known) AS known_count,
    count(*) FILTER (WHERE r.state_code = 'accepted' AND r.reported_at < $until) AS live_count,
    count(*) FILTER (WHERE r.state_code = 'accepted' AND p.report_id IS NULL) AS unplaced_count
FROM reach_touched AS t
INNER JOIN core_report AS r ON r.report_id = t.report_id
LEFT JOIN out_place AS p ON p.report_id = t.report_id
