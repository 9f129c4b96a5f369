-- One row: the first week with a report; null when there is none.
SELECT min(week_start_date) AS first_date FROM out_grid_week
