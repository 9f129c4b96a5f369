-- Pairs of reports that fall little short of one matter, for a person to look at.
CREATE TABLE out_doubt (
    report_id VARCHAR NOT NULL,
    other_report_id VARCHAR NOT NULL,
    party_evidence_code VARCHAR NOT NULL,
    likeness_share DOUBLE NOT NULL,
    is_same_respondent BOOLEAN NOT NULL,
    is_waiting BOOLEAN NOT NULL
);
