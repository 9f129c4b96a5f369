-- Requests to see, correct or erase personal data are kept with their days and answers.
CREATE TABLE core_privacy_request (
    request_id VARCHAR PRIMARY KEY,
    kind_code VARCHAR NOT NULL,
    matter_id VARCHAR,
    note_text VARCHAR,
    entered_by VARCHAR NOT NULL,
    entered_at TIMESTAMP NOT NULL,
    due_date DATE NOT NULL,
    result_code VARCHAR,
    answer_text VARCHAR,
    answered_by VARCHAR,
    answered_at TIMESTAMP
);
