-- One row per report that was touched: what it is now and says, where it lies, and whether it was known and is named.
WITH came AS (
    SELECT
        r.report_id, r.submission_id, r.state_code, r.reported_at, r.category_code, r.place_text, r.respondent_id, r.title, r.narrative
    FROM core_report AS r
    INNER JOIN reach_id AS i ON i.id = r.report_id
    WHERE r.submission_id > $last_submission  -- rows that lie together at the end: the rest of the table is not looked at
),

other AS (
    SELECT
        r.report_id, r.submission_id, r.state_code, r.reported_at, r.category_code, r.place_text, r.respondent_id, r.title, r.narrative
    FROM core_report AS r
    INNER JOIN (SELECT id FROM reach_id EXCEPT SELECT report_id AS id FROM came) AS i ON i.id = r.report_id
),

known AS (
    SELECT o.report_id FROM out_matter_report AS o INNER JOIN reach_id AS i ON i.id = o.report_id
),

placed AS (
    SELECT p.report_id, p.area_code FROM out_place AS p INNER JOIN reach_id AS i ON i.id = p.report_id
)

SELECT
    r.*, k.report_id IS NOT NULL AS is_known, n.id IS NOT NULL AS is_named, p.report_id IS NOT NULL AS is_looked_for, p.area_code
FROM (SELECT * FROM came UNION ALL SELECT * FROM other) AS r
LEFT JOIN known AS k ON k.report_id = r.report_id
LEFT JOIN placed AS p ON p.report_id = r.report_id
LEFT JOIN reach_named AS n ON n.id = r.report_id
