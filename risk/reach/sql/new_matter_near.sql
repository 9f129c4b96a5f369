-- One row per matter that the last refresh did not have.
SELECT matter_id, first_reported_at AS founded_at, $now AS first_seen_at
FROM live_matter
WHERE matter_id NOT IN (SELECT matter_id FROM matter_before)
