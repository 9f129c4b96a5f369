-- One row per party of a new or changed report.
INSERT INTO core_report_party
SELECT
    report_id, party_no, role_code,
    CAST(name_token AS UUID), CAST(pinyin_token AS UUID), CAST(phone_token AS UUID),
    CAST(id_token AS UUID), CAST(address_token AS UUID), CAST(ref_token AS UUID)
FROM incoming_party
