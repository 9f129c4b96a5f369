-- One row per live report that names exactly one petitioner: the tokens that can speak against a pair.
SELECT
    r.report_index,
    min(p.name_token) AS name_token,
    min(coalesce(p.pinyin_token, p.name_token)) AS sound_token,
    min(p.phone_token) AS phone_token,
    min(p.id_token) AS id_token
FROM core_report_party AS p
INNER JOIN linkable AS r ON r.report_id = p.report_id
WHERE p.role_code = 'petitioner'
GROUP BY r.report_index
HAVING count(*) = 1
