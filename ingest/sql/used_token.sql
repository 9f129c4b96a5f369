-- One row per token that a party of a report has.
SELECT DISTINCT
    unnest([name_token, pinyin_token, phone_token, id_token, address_token, ref_token]) AS token
FROM core_report_party
