-- One row per incoming report: what it is against what is held.
SELECT
    i.position,
    CASE
        WHEN r.report_id IS NULL THEN 'new'
        WHEN r.state_code = 'withdrawn' THEN 'again'
        WHEN r.content_hash = i.content_hash THEN 'unchanged'
        ELSE 'changed'
    END AS verdict_code
FROM incoming AS i
LEFT JOIN core_report AS r ON r.report_id = i.report_id
ORDER BY i.position
