-- One row per report of a pair that may be one, new and older apart so that each lies close together: what it tells.
SELECT report_id, coalesce(narrative, title, '') AS text
FROM core_report
WHERE rowid IN (SELECT row_place FROM look_alike)
UNION
SELECT report_id, coalesce(narrative, title, '') AS text
FROM core_report
WHERE rowid IN (SELECT candidate_place FROM look_alike)
