-- A signal lives from the day it was raised to its outcome; no command ever wrote to the table of events before.
CREATE TABLE core_signal (
    signal_id VARCHAR PRIMARY KEY,
    method_code VARCHAR NOT NULL,
    category_code VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    raised_on_date DATE NOT NULL,
    raised_at TIMESTAMP NOT NULL
);
CREATE TABLE core_signal_day (
    signal_id VARCHAR NOT NULL,
    as_of_date DATE NOT NULL,
    is_found BOOLEAN NOT NULL,
    grid_codes VARCHAR[] NOT NULL,
    starts_on_date DATE NOT NULL,
    observed_count INTEGER NOT NULL,
    expected_count DOUBLE NOT NULL,
    recurrence_interval_days DOUBLE NOT NULL,
    PRIMARY KEY (signal_id, as_of_date)
);
DROP TABLE core_signal_event;
CREATE TABLE core_signal_event (
    event_id VARCHAR PRIMARY KEY,
    signal_id VARCHAR NOT NULL,
    event_code VARCHAR NOT NULL,
    occurred_at TIMESTAMP NOT NULL,
    actor_name VARCHAR NOT NULL,
    owner_name VARCHAR,
    outcome_code VARCHAR,
    note_text VARCHAR,
    withdrawn_at TIMESTAMP
);
CREATE TABLE out_scan (
    category_code VARCHAR NOT NULL,
    input_hash VARCHAR NOT NULL,
    found_text VARCHAR NOT NULL
);
DROP TABLE out_signal;
CREATE TABLE out_signal (
    signal_id VARCHAR NOT NULL,
    method_code VARCHAR NOT NULL,
    category_code VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    grid_codes VARCHAR[] NOT NULL,
    outline_wkb BLOB,
    starts_on_date DATE NOT NULL,
    ends_on_date DATE NOT NULL,
    observed_count INTEGER NOT NULL,
    expected_count DOUBLE NOT NULL,
    effort_ratio DOUBLE NOT NULL,
    recurrence_interval_days DOUBLE NOT NULL,
    raised_on_date DATE NOT NULL,
    found_on_date DATE NOT NULL,
    state_code VARCHAR NOT NULL,
    level_code VARCHAR NOT NULL,
    owner_name VARCHAR,
    outcome_code VARCHAR,
    sentence VARCHAR NOT NULL,
    sentence_en VARCHAR NOT NULL
);
CREATE TABLE out_signal_matter (
    signal_id VARCHAR NOT NULL,
    matter_id VARCHAR NOT NULL
);
CREATE TABLE out_signal_week (
    signal_id VARCHAR NOT NULL,
    week_start_date DATE NOT NULL,
    observed_count INTEGER NOT NULL,
    expected_count DOUBLE NOT NULL
);
