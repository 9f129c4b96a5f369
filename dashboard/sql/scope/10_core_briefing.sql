-- No row: a briefing tells of the whole site.
CREATE OR REPLACE TEMP VIEW core_briefing AS
SELECT *
FROM warehouse.core_briefing
WHERE FALSE
