-- One row: the Monday of the ledger's first week.
SELECT min(week_start_date) AS first_date FROM out_grid_week
