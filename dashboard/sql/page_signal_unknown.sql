-- One row: how many communities sent no return, so that their silence is unknown and not calm, and how many there are.
SELECT
    count(*) AS community_total,
    sum(CASE WHEN s.screening_status_code = 'missing' THEN 1 ELSE 0 END) AS missing_total
FROM out_area_status AS s
INNER JOIN (
    SELECT DISTINCT area_code FROM core_area WHERE level_code = 'community'
) AS a ON a.area_code = s.area_code
