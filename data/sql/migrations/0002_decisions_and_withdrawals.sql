-- Parties of past versions are kept, and a judgement says whether it is about the report or the matter.
CREATE TABLE core_report_party_past (
    report_id VARCHAR NOT NULL,
    version_no INTEGER NOT NULL,
    party_no INTEGER NOT NULL,
    role_code VARCHAR NOT NULL,
    name_token UUID,
    pinyin_token UUID,
    phone_token UUID,
    id_token UUID,
    address_token UUID,
    ref_token UUID
);
CREATE TEMPORARY TABLE kept_judgement AS SELECT * FROM core_judgement;
DROP TABLE core_judgement;
CREATE TABLE core_judgement (
    judgement_id VARCHAR PRIMARY KEY,
    about_code VARCHAR NOT NULL,
    report_id VARCHAR NOT NULL,
    other_report_id VARCHAR NOT NULL,
    decision_code VARCHAR NOT NULL,
    decided_by VARCHAR NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    withdrawn_at TIMESTAMP
);
INSERT INTO core_judgement BY NAME SELECT 'matter' AS about_code, * FROM kept_judgement;
DROP TABLE kept_judgement;
