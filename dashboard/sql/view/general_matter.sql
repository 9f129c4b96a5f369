-- One row per matter that is no special kind: accusations and the like are left out. Read through seen_matter.
CREATE OR REPLACE TEMP VIEW general_matter AS
SELECT m.*, s.score, s.band_code, s.rank_no
FROM warehouse.out_matter AS m
LEFT JOIN warehouse.out_score AS s ON s.matter_id = m.matter_id
WHERE NOT m.is_restricted
