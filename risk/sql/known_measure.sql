-- One row per matter on the list in the order of the list: the value of each measure of the card, NULL where it does not apply.
SELECT v.*
FROM out_score AS s
INNER JOIN live_report AS f ON f.report_id = s.matter_id
INNER JOIN measure_value AS v ON v.matter_index = f.report_index
ORDER BY s.rank_no
