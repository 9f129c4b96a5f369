-- One row per respondent not yet known.
INSERT INTO core_respondent
SELECT DISTINCT n.id, n.name FROM incoming_name AS n
WHERE n.kind = 'respondent' AND n.id NOT IN (SELECT respondent_id FROM core_respondent)
