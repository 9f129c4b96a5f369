-- One row per open matter, as out_score holds it, its number beside it.
SELECT s.matter_index, f.report_id AS matter_id, s.score, s.band_code, s.rank_no
FROM score_rank AS s
INNER JOIN live_report AS f ON f.report_index = s.matter_index
