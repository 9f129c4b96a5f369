-- One row per report drawn: its number, its founder's number, its place, kind, channel, day, and what became of its matter.
CREATE TEMP TABLE drawn AS
WITH founder AS (
    SELECT
        n.number,
        n.number - CASE WHEN n.number % 5 = 4 THEN 1 ELSE 0 END AS founder
    FROM range($reports) AS n (number)
),

lot AS (
    SELECT
        number, founder,
        number <> founder AS is_repeat,
        hash(founder * 8 + 1) / 18446744073709551616.0 AS of_grid,
        hash(founder * 8 + 2) / 18446744073709551616.0 AS of_day,
        hash(founder * 8 + 3) / 18446744073709551616.0 AS of_kind,
        hash(number * 8 + 4) / 18446744073709551616.0 AS of_channel,
        hash(founder * 8 + 5) / 18446744073709551616.0 AS of_state,
        hash(founder * 8 + 6) / 18446744073709551616.0 AS of_score,
        hash(number * 8 + 7) / 18446744073709551616.0 AS of_point
    FROM founder
)

SELECT
    CAST(number AS INTEGER) AS number,
    CAST(founder AS INTEGER) AS founder,
    is_repeat,
    substr(md5(CAST(founder AS VARCHAR)), 1, 20) AS matter_id,
    CASE WHEN is_repeat THEN substr(md5(CAST(number AS VARCHAR)), 1, 20) ELSE substr(md5(CAST(founder AS VARCHAR)), 1, 20) END AS report_id,
    CAST(CASE WHEN of_state < 0.97 THEN floor($grids * pow(of_grid, 1.4)) ELSE -1 END AS INTEGER) AS grid_no,
    $as_of + INTERVAL 9 HOUR
    - CAST(floor($days * pow(of_day, 1.2)) * CASE WHEN is_repeat THEN 0.6 ELSE 1 END AS INTEGER) * INTERVAL 1 DAY
    + CAST(floor(36000 * of_point) AS INTEGER) * INTERVAL 1 SECOND AS reported_at,
    CAST(floor($days * pow(of_day, 1.2)) AS INTEGER) AS age_days,
    $kinds[CAST(1 + floor(len($kinds) * pow(of_kind, 1.8)) AS INTEGER)] AS category_code,
    $channels[CAST(1 + floor(len($channels) * pow(of_channel, 1.8)) AS INTEGER)] AS channel_code,
    of_state < CASE WHEN of_day < 0.12 THEN 0.35 ELSE 0.015 END AS is_open,
    CAST(floor(100 * pow(of_score, 4)) AS INTEGER) AS score,
    of_state, of_point
FROM lot
ORDER BY number
