-- One row per matter a general viewer may see: accusations and other special kinds are left out.
CREATE OR REPLACE TEMP VIEW seen_matter AS
SELECT * FROM general_matter
