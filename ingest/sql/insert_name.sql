-- One row per respondent not yet known; of several spellings of a name the first in order is kept.
INSERT INTO core_respondent
SELECT n.id, min(n.name) FROM incoming_name AS n
WHERE n.kind = 'respondent' AND n.id NOT IN (SELECT respondent_id FROM core_respondent)
GROUP BY n.id
