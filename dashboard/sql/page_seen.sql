-- One row per matter of a list of ids that may be seen.
SELECT m.matter_id
FROM seen_matter AS m
WHERE list_contains($matter_ids, m.matter_id)
ORDER BY m.matter_id
