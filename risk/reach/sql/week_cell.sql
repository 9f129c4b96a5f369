-- One row per cell of out_grid_week that changes: its counts from now on.
SELECT
    d.area_code, d.week_start_date, d.category_code, d.channel_code, d.level_code, d.legal_category_code, d.located_by,
    CAST(coalesce(w.report_count, 0) + d.report_count AS INTEGER) AS report_count,
    CAST(coalesce(w.repeat_count, 0) + d.repeat_count AS INTEGER) AS repeat_count
FROM week_delta AS d
LEFT JOIN out_grid_week AS w ON
    w.week_start_date = d.week_start_date AND w.category_code = d.category_code
    AND w.channel_code = d.channel_code AND w.level_code = d.level_code
    AND w.legal_category_code = d.legal_category_code
    AND w.area_code IS NOT DISTINCT FROM d.area_code AND w.located_by = d.located_by
