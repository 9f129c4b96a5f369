-- One row per open matter: its score, band and rank.
INSERT INTO out_score
SELECT
    m.matter_id, d.score, CASE WHEN d.score >= 90 THEN 'red' WHEN d.score >= 70 THEN 'orange' WHEN d.score >= 30 THEN 'yellow' ELSE 'blue' END,
    row_number() OVER (ORDER BY d.score DESC, m.matter_id)
FROM out_matter AS m
INNER JOIN drawn AS d ON d.matter_id = m.matter_id AND NOT d.is_repeat
WHERE m.is_open
