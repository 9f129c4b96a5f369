-- One row per report at the end of a link or doubt that is another than before, or is there no more, or is new.
WITH before AS (
    SELECT l.report_id, l.other_report_id, l.party_evidence_code, l.likeness_share, l.is_same_respondent, l.is_doubtful
    FROM reach_old_edge AS l
    WHERE l.is_near
),

moved AS (
    (SELECT * FROM before EXCEPT SELECT * FROM reach_edge)
    UNION ALL
    (SELECT * FROM reach_edge EXCEPT SELECT * FROM before)
)

SELECT report_id FROM moved
UNION
SELECT other_report_id AS report_id FROM moved
