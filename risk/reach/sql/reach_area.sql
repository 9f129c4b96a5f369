-- One row per area that a matter in reach lies in, lay in or may lie in.
SELECT DISTINCT area_code FROM reach_about WHERE area_code IS NOT NULL
