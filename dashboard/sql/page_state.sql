-- One row: the refresh everything on a page comes from; none before the first refresh.
SELECT as_of_date, refreshed_at, (SELECT count(*) FROM core_area) AS areas_known
FROM out_refresh
