-- One row per report of no special kind, with its place and matter; a parked one has no matter yet. Read through seen_report.
CREATE OR REPLACE TEMP VIEW general_report AS
SELECT
    r.*,
    p.area_code, p.located_by, p.location_confidence_share, p.lon AS shown_lon, p.lat AS shown_lat,
    p.distance_m, p.declared_code, p.declared_m, p.doubt_code,
    k.matter_id, k.repeat_no, coalesce(k.is_repeat, FALSE) AS is_repeat
FROM warehouse.core_report AS r
LEFT JOIN warehouse.out_place AS p ON p.report_id = r.report_id
LEFT JOIN warehouse.out_matter_report AS k ON k.report_id = r.report_id
WHERE
    r.legal_category_code <> 'accusation'
    AND NOT EXISTS (
        SELECT 1 FROM warehouse.out_matter AS m WHERE m.matter_id = k.matter_id AND m.is_restricted
    )
