-- One row per report that founds a matter in reach, or did: the words its matter is called by.
SELECT matter_id AS report_id, title, CAST(NULL AS VARCHAR) AS narrative
FROM matter_before
WHERE matter_id NOT IN (SELECT report_id FROM reach_touched)
UNION ALL
SELECT report_id, title, narrative FROM reach_touched
UNION ALL
SELECT r.report_id, r.title, r.narrative
FROM core_report AS r
INNER JOIN (
    SELECT matter_id FROM live_matter
    EXCEPT
    SELECT matter_id FROM matter_before
    EXCEPT
    SELECT report_id AS matter_id FROM reach_touched
) AS f ON f.matter_id = r.report_id
