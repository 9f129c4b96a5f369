-- One row fewer per cell of out_grid_week that changes.
DELETE FROM out_grid_week USING week_cell AS d
WHERE
    out_grid_week.week_start_date = d.week_start_date AND out_grid_week.category_code = d.category_code
    AND out_grid_week.channel_code = d.channel_code AND out_grid_week.level_code = d.level_code
    AND out_grid_week.legal_category_code = d.legal_category_code
    AND out_grid_week.area_code IS NOT DISTINCT FROM d.area_code AND out_grid_week.located_by = d.located_by
