-- One row per report of the matters in reach so far, and per report that a link ties to one of them.
WITH matter AS (
    SELECT DISTINCT o.matter_id
    FROM out_matter_report AS o
    INNER JOIN reach_begun AS b ON b.report_id = o.report_id
),

own AS (
    SELECT o.report_id
    FROM out_matter_report AS o
    INNER JOIN matter AS m ON m.matter_id = o.matter_id
    UNION
    SELECT report_id FROM reach_begun
)

SELECT report_id FROM own
UNION
SELECT l.other_report_id AS report_id FROM out_link AS l INNER JOIN own AS o ON o.report_id = l.report_id
UNION
SELECT l.report_id FROM out_link AS l INNER JOIN own AS o ON o.report_id = l.other_report_id
