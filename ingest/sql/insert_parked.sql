-- One row per parked report and report it looks like.
INSERT INTO core_parked
SELECT report_id, candidate, share, $now FROM look_alike
