-- One row: the stamp of all that out_place was last placed by.
SELECT value AS place_stamp
FROM core_setting
WHERE name = 'place_stamp'
