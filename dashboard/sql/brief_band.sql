-- One row per band: open matters as at as_of.
SELECT coalesce(band_code, 'blue') AS part_code, count(*) AS matter_count
FROM brief_open_matter
GROUP BY part_code
ORDER BY part_code
