-- One row per open matter, as out_score holds it, and where it lies.
SELECT r.matter_id, r.area_code, b.score, b.band_code, r.rank_no
FROM ranked AS r
INNER JOIN rank_band AS b ON b.rank_no = r.rank_no
