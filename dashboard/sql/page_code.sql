-- One row per code of the reference lists, with its Chinese and English name.
SELECT set_code, code, name, name_en
FROM core_code
ORDER BY set_code, code
