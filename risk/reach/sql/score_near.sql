-- One row per open matter in reach, as out_score holds it, its number beside it.
SELECT t.matter_index, s.matter_id, s.score, s.band_code, s.rank_no
FROM score_total AS t
INNER JOIN live_report AS f ON f.report_index = t.matter_index
INNER JOIN score_all AS s ON s.matter_id = f.report_id
