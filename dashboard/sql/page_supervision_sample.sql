-- One row per closed matter of the period drawn for checking, in the order of a hash with the week, so anyone draws the same.
WITH fitting AS MATERIALIZED (
    SELECT
        m.matter_id, m.title, m.category_code, m.unit_id, CAST(m.closed_at AS DATE) AS closed_date,
        m.replied_at IS NOT NULL AS is_replied, m.satisfaction_code
    FROM seen_matter AS m
    CROSS JOIN out_refresh AS f
    WHERE
        NOT m.is_open AND CAST(m.closed_at AS DATE) BETWEEN f.as_of_date - CAST($days AS INTEGER) AND f.as_of_date
        AND (
            $focus = ''
            OR m.area_code IN (SELECT p.area_code FROM out_area_path AS p WHERE p.ancestor_code = $focus)
        )
)

SELECT
    m.matter_id, m.title, m.category_code, u.name AS unit_name, m.closed_date, m.is_replied, m.satisfaction_code,
    (SELECT count(*) FROM fitting) AS found_total
FROM fitting AS m
LEFT JOIN core_unit AS u ON u.unit_id = m.unit_id
ORDER BY md5($week || ' ' || m.matter_id)
LIMIT $most
