-- One row per matter a general viewer may see: accusations and other special kinds are left out.
CREATE OR REPLACE TEMP VIEW seen_matter AS
SELECT m.*, s.score, s.band_code, s.rank_no
FROM out_matter AS m
LEFT JOIN out_score AS s ON s.matter_id = m.matter_id
WHERE NOT m.is_restricted
