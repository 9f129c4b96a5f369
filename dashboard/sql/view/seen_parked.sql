-- One row per parked report a general viewer may see; it has no matter yet.
CREATE OR REPLACE TEMP VIEW seen_parked AS
SELECT r.*
FROM core_report AS r
WHERE r.state_code = 'parked' AND r.legal_category_code <> 'accusation'
