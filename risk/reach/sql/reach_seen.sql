-- One row per report that must be laid out to link the near ones: these, and all that share a token too common for a small block.
SELECT report_id FROM reach_near
UNION
SELECT b.report_id
FROM reach_borne AS b
INNER JOIN (
    SELECT kind_no, token FROM reach_borne WHERE kind_no > 1 GROUP BY kind_no, token HAVING count(*) > $cap
) AS c ON c.kind_no = b.kind_no AND c.token = b.token
