-- One row per cell of out_grid_week of the twelve weeks up to that of $monday, and of its week a year before: all that is compared.
SELECT *
FROM out_grid_week
WHERE
    week_start_date BETWEEN $monday - 77 AND $monday
    OR week_start_date = $monday - 364
