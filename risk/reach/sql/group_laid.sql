-- One row per matter in a group, and the number of its founding matter.
SELECT m.matter_index, g.matter_index AS group_index
FROM live_matter AS m
INNER JOIN live_matter AS g ON g.matter_id = m.group_id
