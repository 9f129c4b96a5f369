-- One row per petitioner: what may be compared, nothing told of the kind 99 (other).
SELECT
    record_no, report_index, name_token, sound_token, phone_token, id_token, ref_token, address_token,
    area_code, place_scope, respondent_id,
    CASE WHEN category_code <> '99' THEN category_code END AS kind, row_key
FROM person_record
ORDER BY record_no
