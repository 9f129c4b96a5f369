-- One row for a sheet that is the return of an area.
INSERT INTO core_return VALUES ($submission_id, $area, $start, $end, $count, $now)
