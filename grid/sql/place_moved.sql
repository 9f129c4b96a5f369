-- One row per former area, new area and way of placing, with the reports that went from the one to the other.
SELECT
    former_place.area_code AS from_code,
    out_place.area_code AS to_code,
    out_place.located_by,
    COUNT(*) AS report_count
FROM former_place
JOIN out_place ON out_place.report_id = former_place.report_id
WHERE former_place.area_code IS DISTINCT FROM out_place.area_code
GROUP BY former_place.area_code, out_place.area_code, out_place.located_by
ORDER BY report_count DESC, from_code, to_code, out_place.located_by
