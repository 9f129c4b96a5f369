-- One row per signal on an area inside scope and area, closed ones too, by when it last changed, after a given one.
-- It changes when it is raised, when an act on it is entered or withdrawn, and on each day the data show it.
WITH
inside AS (
    SELECT s.*
    FROM out_signal AS s
    WHERE
        ($scope = '' OR s.area_code IN (SELECT p.area_code FROM out_area_path AS p WHERE p.ancestor_code = $scope))
        AND ($area = '' OR s.area_code IN (SELECT p.area_code FROM out_area_path AS p WHERE p.ancestor_code = $area))
),
fact AS (
    SELECT i.signal_id, CAST(i.found_on_date AS TIMESTAMP) AS changed_at FROM inside AS i
    UNION ALL
    SELECT k.signal_id, k.raised_at FROM core_signal AS k
    UNION ALL
    SELECT e.signal_id, greatest(e.occurred_at, e.withdrawn_at) FROM core_signal_event AS e
),
changed AS (
    SELECT signal_id, max(changed_at) AS updated_at FROM fact GROUP BY signal_id
)
SELECT
    i.signal_id, c.updated_at, i.method_code, i.category_code, k.name AS category_name, i.area_code, i.grid_codes,
    i.starts_on_date, i.ends_on_date, i.observed_count, i.expected_count AS expected, i.recurrence_interval_days,
    i.raised_on_date, i.found_on_date, i.state_code, i.level_code, i.outcome_code
FROM inside AS i
INNER JOIN changed AS c ON c.signal_id = i.signal_id
LEFT JOIN core_code AS k ON k.set_code = 'category' AND k.code = i.category_code
WHERE
    ($since IS NULL OR c.updated_at >= $since)
    AND ($after_at IS NULL OR (c.updated_at, i.signal_id) > ($after_at, $after_id))
ORDER BY c.updated_at, i.signal_id
LIMIT $most
