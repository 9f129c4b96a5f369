-- One row per signal, as out_signal holds it.
SELECT
    s.signal_id,
    s.category_code,
    s.area_code,
    p.grid_codes,
    $start AS starts_on_date,
    $as_of AS ends_on_date,
    s.observed_count,
    s.expected_count,
    s.recurrence_interval_days,
    coalesce(a.name, s.area_code) || '近' || CAST(date_diff('day', $start, $as_of) + 1 AS VARCHAR) || '天新增'
    || coalesce(c.name, s.category_code) || CAST(s.observed_count AS VARCHAR) || '件，按以往约'
    || CAST(CAST(s.expected_count AS DECIMAL(12, 1)) AS VARCHAR) || '件，宜会同有关单位查找共同原因' AS sentence,
    coalesce(a.name, s.area_code) || ': ' || CAST(s.observed_count AS VARCHAR) || ' new matters of kind '
    || coalesce(c.name_en, s.category_code) || ' in ' || CAST(date_diff('day', $start, $as_of) + 1 AS VARCHAR)
    || ' days, about ' || CAST(CAST(s.expected_count AS DECIMAL(12, 1)) AS VARCHAR)
    || ' expected from its past: look for a common cause with the units concerned' AS sentence_en
FROM signal_found AS s
INNER JOIN signal_place AS p ON p.signal_id = s.signal_id
LEFT JOIN core_code AS c ON c.set_code = 'category' AND c.code = s.category_code
LEFT JOIN (SELECT area_code, max(name) AS name FROM core_area GROUP BY area_code) AS a ON a.area_code = s.area_code
