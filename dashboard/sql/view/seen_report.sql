-- One row per report a general viewer may see, with its place and matter; a parked one has no matter yet.
CREATE OR REPLACE TEMP VIEW seen_report AS
SELECT * FROM general_report
