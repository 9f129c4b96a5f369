-- One row per token that a party of a report has, or had in a past version, which a withdrawal may bring back.
SELECT DISTINCT
    unnest([name_token, pinyin_token, phone_token, id_token, address_token, ref_token]) AS token
FROM (FROM core_report_party UNION ALL BY NAME FROM core_report_party_past)
