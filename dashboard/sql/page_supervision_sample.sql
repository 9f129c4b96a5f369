-- One row per closed matter of the period drawn for checking, in the order of a hash with the week, so anyone draws the same.
SELECT
    m.matter_id, m.title, m.category_code, u.name AS unit_name, CAST(m.closed_at AS DATE) AS closed_date,
    m.replied_at IS NOT NULL AS is_replied, m.satisfaction_code, count(*) OVER () AS found_total
FROM seen_matter AS m
CROSS JOIN out_refresh AS f
LEFT JOIN core_unit AS u ON u.unit_id = m.unit_id
WHERE
    NOT m.is_open AND CAST(m.closed_at AS DATE) BETWEEN f.as_of_date - CAST($days AS INTEGER) AND f.as_of_date
    AND (
        $focus = ''
        OR m.area_code IN (SELECT p.area_code FROM out_area_path AS p WHERE p.ancestor_code = $focus)
    )
ORDER BY md5($week || ' ' || m.matter_id)
LIMIT $most
