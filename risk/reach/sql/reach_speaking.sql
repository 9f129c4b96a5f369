-- One row per live report without a respondent whose words say any of $names, or that was drawn by a name that fell silent.
WITH said AS (
    SELECT report_id, title, narrative, respondent_id, state_code, reported_at
    FROM core_report
    WHERE
        respondent_id IS NULL AND state_code = 'accepted' AND reported_at < $until AND $names <> ''
        AND (regexp_matches(narrative, $names) OR regexp_matches(title, $names))
),

silent AS (
    SELECT report_id FROM out_mention WHERE respondent_id IN (SELECT id FROM reach_gone)
    EXCEPT
    SELECT report_id FROM said
)

SELECT s.*
FROM (
    SELECT * FROM said
    UNION ALL
    SELECT r.report_id, r.title, r.narrative, r.respondent_id, r.state_code, r.reported_at
    FROM core_report AS r
    INNER JOIN silent AS g ON g.report_id = r.report_id
) AS s
LEFT JOIN reach_touched AS t ON t.report_id = s.report_id
WHERE t.report_id IS NULL
