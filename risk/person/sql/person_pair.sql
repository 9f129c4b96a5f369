-- One row per pair of reports by the same person: the better chance of any of their petitioners.
SELECT
    a.report_id AS left_report_id, b.report_id AS right_report_id, f.match_weight, f.match_probability
FROM person_found AS f
INNER JOIN person_asked AS a ON a.report_index = f.left_index
INNER JOIN person_asked AS b ON b.report_index = f.right_index
