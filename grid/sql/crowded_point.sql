-- One row per point of judged_point that at least $many_reports reports carry, with every place that they name.
WITH counted AS (
    SELECT lon, lat, grid_text, village_name, place_text
    FROM core_report
    SEMI JOIN judged_point USING (lon, lat)
    WHERE state_code <> 'withdrawn' AND abs(lon) <= 180 AND abs(lat) <= 90 AND (lon <> 0 OR lat <> 0)
),

crowd AS (
    SELECT lon, lat
    FROM counted
    GROUP BY lon, lat
    HAVING count(*) >= $many_reports
)

SELECT
    r.lon,
    r.lat,
    coalesce(list(DISTINCT r.grid_text), []) AS grid_texts,
    coalesce(list(DISTINCT r.village_name), []) AS village_names,
    coalesce(
        list(DISTINCT r.place_text) FILTER (WHERE r.grid_text IS NULL AND r.village_name IS NULL), []
    ) AS place_texts
FROM counted AS r
JOIN crowd AS c ON c.lon = r.lon AND c.lat = r.lat
GROUP BY r.lon, r.lat
