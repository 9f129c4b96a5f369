-- One row per incoming boundary version: added, or put in the place of the same version.
INSERT INTO core_boundary (
    area_code, valid_from_date, shape_wkb, inner_lon, inner_lat, area_km2, source_crs_code, is_repaired
)
SELECT area_code, valid_from_date, shape_wkb, inner_lon, inner_lat, area_km2, source_crs_code, is_repaired
FROM incoming_area
ON CONFLICT (area_code, valid_from_date) DO UPDATE SET
    shape_wkb = EXCLUDED.shape_wkb,
    inner_lon = EXCLUDED.inner_lon,
    inner_lat = EXCLUDED.inner_lat,
    area_km2 = EXCLUDED.area_km2,
    source_crs_code = EXCLUDED.source_crs_code,
    is_repaired = EXCLUDED.is_repaired
