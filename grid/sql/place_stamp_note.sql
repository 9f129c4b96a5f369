-- One row: the stamp of all that out_place is placed by from now on.
INSERT INTO core_setting (name, value)
VALUES ('place_stamp', $stamp)
ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value
