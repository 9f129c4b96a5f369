-- One row: how many touched reports were known, how many are live now, of how many nobody asked where, how many came named later.
SELECT
    count(*) FILTER (WHERE is_known) AS known_count,
    count(*) FILTER (WHERE state_code = 'accepted' AND reported_at < $until) AS live_count,
    count(*) FILTER (WHERE state_code = 'accepted' AND NOT is_looked_for) AS unplaced_count,
    count(*) FILTER (WHERE is_named AND lpad(submission_id, 20, '0') > $last_submission) AS later_count
FROM reach_touched
