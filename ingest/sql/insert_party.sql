-- One row per party of a new or changed report.
INSERT INTO core_report_party
SELECT
    report_id, party_no, role_code, name_token, pinyin_token, phone_token, id_token, address_token, ref_token
FROM incoming_party
