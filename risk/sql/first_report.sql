-- One row: the founding report of a matter that no wall stands around, and the day it was raised; none when there is no such matter.
SELECT r.report_id, CAST(r.reported_at AS DATE) AS raised_date
FROM core_report AS r
WHERE
    r.report_id = $matter_id AND r.state_code = 'accepted' AND coalesce(r.legal_category_code <> 'accusation', TRUE)
