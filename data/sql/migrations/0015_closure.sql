-- Acts that close a matter say on which basis of 条例27; the four bases are a reference list.
ALTER TABLE core_event ADD COLUMN closure_code VARCHAR;
INSERT INTO core_code
SELECT b.set_code, b.code, b.name, b.name_en, b.source
FROM (
    VALUES
    ('closure_basis', '1', '诉求合理的解决问题到位', 'reasonable demand: solved', 'reference/names_en.csv'),
    ('closure_basis', '2', '诉求无理的思想教育到位', 'demand without ground: explained', 'reference/names_en.csv'),
    ('closure_basis', '3', '生活困难的帮扶救助到位', 'hardship: relief given', 'reference/names_en.csv'),
    ('closure_basis', '4', '行为违法的依法处理', 'breach of law: dealt with by law', 'reference/names_en.csv')
) AS b (set_code, code, name, name_en, source)
WHERE NOT EXISTS (SELECT 1 FROM core_code AS c WHERE c.set_code = b.set_code AND c.code = b.code);
