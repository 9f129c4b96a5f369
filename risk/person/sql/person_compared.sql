-- One row per candidate pair of petitioners: how each field compares, the best level 0, -1 when one side does not say.
SELECT
    a.report_index AS left_index,
    b.report_index AS right_index,
    CASE
        WHEN a.sound_token IS NULL OR b.sound_token IS NULL THEN -1
        WHEN a.name_token = b.name_token THEN 0
        WHEN a.sound_token = b.sound_token THEN 1
        ELSE 2
    END AS name_level,
    CASE
        WHEN a.phone_token IS NULL OR b.phone_token IS NULL THEN -1 WHEN a.phone_token = b.phone_token THEN 0 ELSE 1
    END AS phone_level,
    CASE
        WHEN a.id_token IS NULL OR b.id_token IS NULL THEN -1 WHEN a.id_token = b.id_token THEN 0 ELSE 1
    END AS id_level,
    CASE
        WHEN a.ref_token IS NULL OR b.ref_token IS NULL THEN -1 WHEN a.ref_token = b.ref_token THEN 0 ELSE 1
    END AS ref_level,
    CASE
        WHEN a.address_token IS NULL OR b.address_token IS NULL THEN -1
        WHEN a.address_token = b.address_token THEN 0
        ELSE 1
    END AS address_level,
    CASE
        WHEN a.place_scope IS NULL OR b.place_scope IS NULL THEN -1
        WHEN a.area_code = b.area_code THEN 0
        WHEN a.place_scope <> b.place_scope THEN 3
        WHEN a.area_code IS NULL OR b.area_code IS NULL THEN 1
        ELSE 2
    END AS place_level,
    coalesce(a.respondent_id = b.respondent_id, FALSE) AS is_same_respondent,
    a.category_code = b.category_code AND a.category_code <> '99' AS is_same_category,
    coalesce(n.record_count, 0) AS name_count,
    coalesce(s.record_count, 0) AS sound_count,
    coalesce(p.record_count, 0) AS phone_count,
    coalesce(d.record_count, 0) AS address_count,
    a.is_accusation <> b.is_accusation AS is_walled,
    a.row_key = b.row_key AS is_one_row
FROM person_candidate AS c
INNER JOIN person_record AS a ON a.record_no = c.left_no
INNER JOIN person_record AS b ON b.record_no = c.right_no
LEFT JOIN person_frequency AS n ON n.kind_code = 'name' AND n.token = a.name_token
LEFT JOIN person_frequency AS s ON s.kind_code = 'sound' AND s.token = a.sound_token
LEFT JOIN person_frequency AS p ON p.kind_code = 'phone' AND p.token = a.phone_token
LEFT JOIN person_frequency AS d ON d.kind_code = 'address' AND d.token = a.address_token
