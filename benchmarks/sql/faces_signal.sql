-- One row per signal: the grids of one community each, as a refresh would leave them.
INSERT INTO out_signal BY NAME
SELECT
    'sig' || s.number AS signal_id, 'space_time' AS method_code, $kinds[1 + s.number % len($kinds)] AS category_code, p.ancestor_code AS area_code,
    list(p.area_code ORDER BY p.area_code) AS grid_codes, NULL AS outline_wkb, CAST($as_of AS DATE) - 20 AS starts_on_date,
    CAST($as_of AS DATE) AS ends_on_date, 31 AS observed_count, 12.5 AS expected_count, 1.0 AS effort_ratio,
    400.0 AS recurrence_interval_days, CAST($as_of AS DATE) - 3 AS raised_on_date, CAST($as_of AS DATE) AS found_on_date,
    'new' AS state_code, 'community' AS level_code, '近21天新增31件，按以往约12.5件' AS sentence, '31 matters in 21 days, 12.5 expected' AS sentence_en
FROM (SELECT number, 'C' || lpad(CAST(number * 97 + 5 AS VARCHAR), 5, '0') AS community_code FROM range(6) AS n (number)) AS s
INNER JOIN out_area_path AS p ON p.ancestor_code = s.community_code AND p.area_code <> p.ancestor_code
GROUP BY s.number, p.ancestor_code
