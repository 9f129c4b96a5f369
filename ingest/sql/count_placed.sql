-- One row: how many of these reports are in an area of the finest level.
SELECT count(*) FROM out_place AS p
WHERE p.area_code IS NOT NULL AND list_contains($ids, p.report_id)
