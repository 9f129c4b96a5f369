-- One row per live report without a respondent whose words say any of $names, or that was drawn by a name that fell silent.
SELECT report_id
FROM (
    SELECT report_id
    FROM core_report
    WHERE
        respondent_id IS NULL AND state_code = 'accepted' AND reported_at < $until AND $names <> ''
        AND (regexp_matches(narrative, $names) OR regexp_matches(title, $names))
    UNION
    SELECT report_id FROM out_mention WHERE respondent_id IN (SELECT id FROM reach_gone)
) AS told
WHERE report_id NOT IN (SELECT report_id FROM reach_touched)
