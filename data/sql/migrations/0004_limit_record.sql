-- How limits of each kind were kept here, which a refresh fills.
CREATE TABLE out_limit_record (
    rule_code VARCHAR NOT NULL,
    ended_count INTEGER NOT NULL,
    missed_count INTEGER NOT NULL,
    missed_percent INTEGER
);
