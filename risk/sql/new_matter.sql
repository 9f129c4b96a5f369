-- One row per matter that was not known before this refresh.
SELECT m.matter_id, m.first_reported_at AS founded_at, $now AS first_seen_at
FROM live_matter AS m
LEFT JOIN core_matter AS k ON k.matter_id = m.matter_id
WHERE k.matter_id IS NULL
