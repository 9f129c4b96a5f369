-- Organisations drawn from the words of reports whose sheets name none.
CREATE TABLE out_mention (
    report_id VARCHAR NOT NULL,
    respondent_id VARCHAR NOT NULL
);
